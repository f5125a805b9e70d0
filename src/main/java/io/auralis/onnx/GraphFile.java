package io.auralis.onnx;

import java.util.List;

/**
 * A graph that can be opened, and what is expected of it.
 *
 * @param location where it came from, for messages
 * @param bytes the ONNX file; not changed afterwards
 * @param inputs that it must have
 * @param outputs that it must have
 */
public record GraphFile(
    String location, byte[] bytes, List<TensorSpec> inputs, List<TensorSpec> outputs) {

  public GraphFile {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
