package io.auralis.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a small graph made of the modules under test. */
final class GraphRunner {

  private GraphRunner() {}

  /** Feeds the only input of a graph and returns its only output, flattened. */
  static float[] run(GraphBuilder graph, String input, float[] values, long... shape) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(graph.toBytes());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] output = new float[buffer.remaining()];
      buffer.get(output);
      return output;
    } catch (OrtException e) {
      throw new AssertionError("The graph does not run", e);
    }
  }
}
