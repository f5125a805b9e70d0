/**
 * The synthesis graph on ONNX Runtime: the model and its manifest, runs and their tensors.
 *
 * <p>May import onnx, model, synthesis, sequencing and audio.
 */
package io.auralis.synthesis.onnx;
