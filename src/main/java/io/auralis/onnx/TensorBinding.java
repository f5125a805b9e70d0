package io.auralis.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The tensors of one run of a graph: views of fixed shapes over buffers that the caller owns.
 *
 * <p>A run reads the input buffers and writes the output buffers in place; nothing is copied.
 * Several bindings may view the same buffers, so that one set of buffers serves runs of many
 * shapes. One thread at a time. A binding holds native memory until it is closed.
 */
public final class TensorBinding implements AutoCloseable {

  private final OrtEnvironment environment = OnnxLibraries.environment();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /** A buffer of floats that tensors can view; all zeros. */
  public static FloatBuffer floats(int length) {
    return bytes(length, Float.BYTES).asFloatBuffer();
  }

  /** A buffer of 64-bit integers that tensors can view; all zeros. */
  public static LongBuffer longs(int length) {
    return bytes(length, Long.BYTES).asLongBuffer();
  }

  /**
   * Adds an input over the first elements of a buffer.
   *
   * @param buffer made by {@link #floats}; holds at least as many elements as the shape
   * @return this
   * @throws IllegalArgumentException if tensors cannot view the buffer, it is too short, or the
   *     name is taken
   * @throws GraphException if ONNX Runtime makes no tensor of it
   */
  public TensorBinding input(String name, FloatBuffer buffer, long... shape) {
    return add(inputs, name, tensor(name, buffer, shape));
  }

  /** Adds an input of 64-bit integers; see {@link #input(String, FloatBuffer, long...)}. */
  public TensorBinding input(String name, LongBuffer buffer, long... shape) {
    int length = length(name, buffer, buffer.order(), shape);
    try {
      return add(
          inputs, name, OnnxTensor.createTensor(environment, buffer.slice(0, length), shape));
    } catch (OrtException e) {
      throw notMade(name, shape, e);
    }
  }

  /** Adds an output; see {@link #input(String, FloatBuffer, long...)}. */
  public TensorBinding output(String name, FloatBuffer buffer, long... shape) {
    return add(outputs, name, tensor(name, buffer, shape));
  }

  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  Map<String, OnnxTensor> outputs() {
    return outputs;
  }

  /** Frees the tensors, not the buffers. Closing twice is harmless. */
  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    inputs.clear();
    outputs.clear();
  }

  private TensorBinding add(Map<String, OnnxTensor> to, String name, OnnxTensor tensor) {
    if (to.putIfAbsent(name, tensor) != null) {
      tensor.close();
      throw new IllegalArgumentException("There is a tensor " + name + " already");
    }
    return this;
  }

  private OnnxTensor tensor(String name, FloatBuffer buffer, long... shape) {
    int length = length(name, buffer, buffer.order(), shape);
    try {
      return OnnxTensor.createTensor(environment, buffer.slice(0, length), shape);
    } catch (OrtException e) {
      throw notMade(name, shape, e);
    }
  }

  /** Elements of a shape. ONNX Runtime would copy a buffer that it cannot view, and say nothing. */
  private static int length(String name, Buffer buffer, ByteOrder order, long... shape) {
    long length = 1;
    for (long dimension : shape) {
      length *= dimension;
    }
    if (!buffer.isDirect() || order != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "A tensor cannot view the buffer of " + name + ": it is not direct, or in foreign order");
    }
    if (length < 1 || length > buffer.capacity()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The buffer of %s holds %d elements; the shape %s takes %d",
              name,
              buffer.capacity(),
              Arrays.toString(shape),
              length));
    }
    return (int) length;
  }

  private static GraphException notMade(String name, long[] shape, OrtException cause) {
    return new GraphException(
        String.format(
            Locale.ROOT,
            "The tensor %s of shape %s cannot be made: %s",
            name,
            Arrays.toString(shape),
            cause.getMessage()),
        cause);
  }

  private static ByteBuffer bytes(int length, int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(length, size))
        .order(ByteOrder.nativeOrder());
  }
}
