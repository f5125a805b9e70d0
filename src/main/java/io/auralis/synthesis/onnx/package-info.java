/**
 * The only user of ONNX Runtime: the model and its manifest, sessions and tensors.
 *
 * <p>May import synthesis, sequencing and audio; the configuration at wiring points only.
 */
package io.auralis.synthesis.onnx;
