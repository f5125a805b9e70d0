/**
 * The synthesis graph: the model and its manifest, and runs of many stations' blocks. It reaches
 * ONNX Runtime through onnx alone.
 *
 * <p>May import onnx, model, synthesis, sequencing and audio.
 */
package io.auralis.synthesis.onnx;
