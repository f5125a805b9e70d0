package io.auralis.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Locale;

/**
 * What a tensor of a graph must be. Immutable.
 *
 * @param name of the tensor in the graph
 * @param type of its elements, as ONNX names it: {@code float32}, {@code int64}
 * @param shape numbers, or names of free dimensions
 */
public record TensorSpec(String name, String type, List<Object> shape) {

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** Whether a graph's tensor is that; null stands for one that the graph does not have. */
  boolean fits(NodeInfo node) {
    if (node == null
        || !(node.getInfo() instanceof TensorInfo info)
        || !typeName(info.type).equals(type)
        || info.getShape().length != shape.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      long dimension = shape.get(i) instanceof Number number ? number.longValue() : -1;
      if (info.getShape()[i] != dimension) {
        return false;
      }
    }
    return true;
  }

  private static String typeName(OnnxJavaType type) {
    return type == OnnxJavaType.FLOAT ? "float32" : type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of type %s and shape %s", name, type, shape);
  }
}
