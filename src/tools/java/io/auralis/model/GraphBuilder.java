package io.auralis.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds an ONNX graph node by node.
 *
 * <p>Values are named after the scope and operator that made them plus a running number, and equal
 * constants are stored once, so that the same calls always give the same bytes. Not thread-safe.
 */
final class GraphBuilder {

  /** Newest operator set for which ONNX Runtime has CPU and CUDA kernels of all operators used. */
  static final int OPSET = 21;

  /** ONNX file format version that belongs to the operator set. */
  static final int IR_VERSION = 10;

  private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
  private final Map<List<Object>, Signal> constants = new LinkedHashMap<>();
  private String scope = "";
  private int count;

  GraphBuilder(String name) {
    graph.setName(name);
  }

  /** Names the values made from here on {@code scope/...}. */
  GraphBuilder scope(String name) {
    scope = name + "/";
    return this;
  }

  /** Declares a float input; a dimension is a number, or a string that names a free one. */
  Signal input(String name, Object... shape) {
    graph.addInput(valueInfo(name, OnnxMl.TensorProto.DataType.FLOAT, shape));
    return new Signal(this, name);
  }

  /** Declares an int64 input. */
  Signal integerInput(String name, Object... shape) {
    graph.addInput(valueInfo(name, OnnxMl.TensorProto.DataType.INT64, shape));
    return new Signal(this, name);
  }

  /** Declares a float output that carries {@code value}. */
  void output(String name, Signal value, Object... shape) {
    graph.addNode(
        OnnxMl.NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(name)
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(valueInfo(name, OnnxMl.TensorProto.DataType.FLOAT, shape));
  }

  /** A constant of one element that broadcasts against anything. */
  Signal scalar(double value) {
    return constant(new float[] {(float) value});
  }

  Signal constant(float[] data, long... dims) {
    List<Object> key = new ArrayList<>(List.of("float", asList(dims)));
    for (float value : data) {
      key.add(value);
    }
    return constants.computeIfAbsent(
        key,
        k -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asFloatBuffer().put(data);
          return initializer(OnnxMl.TensorProto.DataType.FLOAT, bytes, dims);
        });
  }

  /** A one-dimensional int64 constant, as shapes and axes are. */
  Signal integers(long... data) {
    return constants.computeIfAbsent(
        List.of("int64", asList(data)),
        k -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(data.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asLongBuffer().put(data);
          return initializer(OnnxMl.TensorProto.DataType.INT64, bytes, data.length);
        });
  }

  Signal op(String type, List<Signal> inputs, OnnxMl.AttributeProto... attributes) {
    return op(type, inputs, 1, attributes).get(0);
  }

  List<Signal> op(
      String type, List<Signal> inputs, int outputs, OnnxMl.AttributeProto... attributes) {
    String name = scope + type + "_" + count++;
    OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setOpType(type).setName(name);
    inputs.forEach(input -> node.addInput(input.name()));
    node.addAllAttribute(List.of(attributes));
    List<Signal> results = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      String output = outputs == 1 ? name : name + ":" + i;
      node.addOutput(output);
      results.add(new Signal(this, output));
    }
    graph.addNode(node);
    return results;
  }

  static OnnxMl.AttributeProto attribute(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static OnnxMl.AttributeProto attribute(String name, long... values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** The finished model as a file's bytes. */
  byte[] toBytes() {
    OnnxMl.ModelProto model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("auralis")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      model.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Signal initializer(
      OnnxMl.TensorProto.DataType type, ByteBuffer littleEndian, long... dims) {
    String name = "constant_" + constants.size();
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(littleEndian.array()));
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    graph.addInitializer(tensor);
    return new Signal(this, name);
  }

  private static OnnxMl.ValueInfoProto valueInfo(
      String name, OnnxMl.TensorProto.DataType type, Object... shape) {
    OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
    for (Object dim : shape) {
      OnnxMl.TensorShapeProto.Dimension.Builder d = OnnxMl.TensorShapeProto.Dimension.newBuilder();
      dims.addDim(
          dim instanceof String symbol
              ? d.setDimParam(symbol)
              : d.setDimValue(((Number) dim).longValue()));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(dims)))
        .build();
  }

  private static List<Long> asList(long... values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }
}
