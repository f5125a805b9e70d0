package io.auralis.model;

/**
 * Sines of constant pitch, a control frame at a time, made by small matrix products.
 *
 * <p>{@code sin(a + w r) = sin a cos w r + cos a sin w r}: sine and cosine are taken only at the 49
 * frame starts (a) and at the 90 offsets within a frame (w r), and a product with inner dimension 4
 * or 6 makes the 4,410 samples. Ramps of amplitude within a frame cost two more rows.
 */
final class SteadyFrames {

  private final Signal sinStart;
  private final Signal cosStart;
  private final Signal turning;
  private final Signal all;

  /**
   * @param phase at the block's first sample in cycles, [blocks, oscillators, 1]
   * @param step advance per control frame in cycles, [blocks, oscillators, 1]
   * @param omega radians per sample, [blocks, oscillators, 1]
   */
  SteadyFrames(Signal phase, Signal step, Signal omega) {
    GraphBuilder graph = phase.graph();
    Signal angle = step.times(ControlEdges.starts(graph)).plus(phase).fraction().times(2 * Math.PI);
    sinStart = angle.sin();
    cosStart = angle.cos();

    Signal offset = omega.times(ControlEdges.offsets(graph));
    Signal cos = offset.cos();
    Signal sin = offset.sin();
    Signal along = ControlEdges.along(graph);
    Signal one = cos.times(0).plus(1);
    turning =
        Signal.concat(
            2,
            cos.unsqueeze(2),
            sin.unsqueeze(2),
            cos.times(along).unsqueeze(2),
            sin.times(along).unsqueeze(2));
    all = Signal.concat(2, turning, one.unsqueeze(2), one.times(along).unsqueeze(2));
  }

  /** {@code amplitude * sin}, [blocks, oscillators, 49, 90]. */
  Signal sineTimes(Signal amplitude) {
    Signal start = ControlEdges.start(amplitude);
    Signal change = ControlEdges.change(amplitude);
    return Signal.stackLast(
            start.times(sinStart),
            start.times(cosStart),
            change.times(sinStart),
            change.times(cosStart))
        .matmul(turning);
  }

  /** {@code amplitude * (1 + depth * cos)}, [blocks, oscillators, 49, 90]. */
  Signal cosineTimes(Signal amplitude, Signal depth) {
    Signal start = ControlEdges.start(amplitude);
    Signal change = ControlEdges.change(amplitude);
    Signal cos = cosStart.times(depth);
    Signal sin = sinStart.times(depth).negated();
    return Signal.stackLast(
            start.times(cos), start.times(sin), change.times(cos), change.times(sin), start, change)
        .matmul(all);
  }
}
