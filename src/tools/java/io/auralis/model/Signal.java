package io.auralis.model;

import java.util.List;

/**
 * A value of the graph under construction; its methods add the operator that they name.
 *
 * <p>Shapes broadcast as in numpy. Axes count from the front; a negative one counts from the back.
 */
record Signal(GraphBuilder graph, String name) {

  Signal plus(Signal other) {
    return graph.op("Add", List.of(this, other));
  }

  Signal plus(double value) {
    return plus(graph.scalar(value));
  }

  Signal minus(Signal other) {
    return graph.op("Sub", List.of(this, other));
  }

  Signal minus(double value) {
    return minus(graph.scalar(value));
  }

  /** {@code value - this}. */
  Signal subtractedFrom(double value) {
    return graph.scalar(value).minus(this);
  }

  Signal times(Signal other) {
    return graph.op("Mul", List.of(this, other));
  }

  Signal times(double value) {
    return times(graph.scalar(value));
  }

  Signal dividedBy(Signal other) {
    return graph.op("Div", List.of(this, other));
  }

  Signal negated() {
    return graph.op("Neg", List.of(this));
  }

  Signal sin() {
    return graph.op("Sin", List.of(this));
  }

  Signal cos() {
    return graph.op("Cos", List.of(this));
  }

  Signal tanh() {
    return graph.op("Tanh", List.of(this));
  }

  /** The natural logarithm; minus infinity at 0. */
  Signal log() {
    return graph.op("Log", List.of(this));
  }

  Signal exp() {
    return graph.op("Exp", List.of(this));
  }

  /** The part behind the point: {@code this - floor(this)}. */
  Signal fraction() {
    return minus(graph.op("Floor", List.of(this)));
  }

  Signal atLeast(Signal floor) {
    return graph.op("Max", List.of(this, floor));
  }

  Signal atLeast(double floor) {
    return atLeast(graph.scalar(floor));
  }

  Signal atMost(Signal ceiling) {
    return graph.op("Min", List.of(this, ceiling));
  }

  Signal atMost(double ceiling) {
    return atMost(graph.scalar(ceiling));
  }

  /** Limits to constants; both are scalars. */
  Signal clip(double low, double high) {
    return graph.op("Clip", List.of(this, graph.scalar(low), graph.scalar(high)));
  }

  Signal matmul(Signal other) {
    return graph.op("MatMul", List.of(this, other));
  }

  Signal unsqueeze(long axis) {
    return graph.op("Unsqueeze", List.of(this, graph.integers(axis)));
  }

  /** Gives the value another shape; 0 keeps a dimension, -1 is what is left. */
  Signal reshape(long... shape) {
    return graph.op("Reshape", List.of(this, graph.integers(shape)));
  }

  Signal transpose(long... permutation) {
    return graph.op("Transpose", List.of(this), GraphBuilder.attribute("perm", permutation));
  }

  /** Elements {@code from} to {@code to} (exclusive) of one axis. */
  Signal slice(long axis, long from, long to) {
    return graph.op(
        "Slice", List.of(this, graph.integers(from), graph.integers(to), graph.integers(axis)));
  }

  /** Slices of this value at the indices along an axis. */
  Signal gather(Signal indices, long axis) {
    return graph.op("Gather", List.of(this, indices), GraphBuilder.attribute("axis", axis));
  }

  /** Consecutive parts of an axis, of the sizes given. */
  List<Signal> split(long axis, long... sizes) {
    return graph.op(
        "Split",
        List.of(this, graph.integers(sizes)),
        sizes.length,
        GraphBuilder.attribute("axis", axis));
  }

  /** The sum over an axis, which goes away. */
  Signal sum(long axis) {
    return graph.op(
        "ReduceSum", List.of(this, graph.integers(axis)), GraphBuilder.attribute("keepdims", 0L));
  }

  /** The product over an axis, which stays with length 1. */
  Signal product(long axis) {
    return graph.op(
        "ReduceProd", List.of(this, graph.integers(axis)), GraphBuilder.attribute("keepdims", 1L));
  }

  static Signal concat(long axis, Signal... parts) {
    return parts[0].graph.op("Concat", List.of(parts), GraphBuilder.attribute("axis", axis));
  }
}
