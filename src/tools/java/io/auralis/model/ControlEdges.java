package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.CONTROL_FRAME_SECONDS;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

/** The 50 edges of a block's 49 control frames, and linear interpolation between them. */
final class ControlEdges {

  private ControlEdges() {}

  /** Seconds from the block's start to each edge, [50]. */
  static Signal seconds(GraphBuilder graph) {
    return ramp(graph, CONTROL_FRAMES + 1, CONTROL_FRAME_SECONDS);
  }

  /** Numbers of the frame starts 0 to 48, [49]. */
  static Signal starts(GraphBuilder graph) {
    return ramp(graph, CONTROL_FRAMES, 1);
  }

  /** Sample offsets within a frame 0 to 89, [90]. */
  static Signal offsets(GraphBuilder graph) {
    return ramp(graph, SAMPLES_PER_CONTROL_FRAME, 1);
  }

  /** How far each sample is along its frame, [90] in [0, 1). */
  static Signal along(GraphBuilder graph) {
    return ramp(graph, SAMPLES_PER_CONTROL_FRAME, 1.0 / SAMPLES_PER_CONTROL_FRAME);
  }

  /** Values at the frame starts of a signal at the edges: [.., 50] to [.., 49]. */
  static Signal start(Signal edges) {
    return edges.slice(-1, 0, CONTROL_FRAMES);
  }

  /** Change over each frame of a signal at the edges: [.., 50] to [.., 49]. */
  static Signal change(Signal edges) {
    return edges.slice(-1, 1, CONTROL_FRAMES + 1).minus(start(edges));
  }

  /** Interpolates start values and changes over the frames: twice [.., 49] to [.., 49, 90]. */
  static Signal interpolate(Signal start, Signal change) {
    float[] rows = new float[2 * SAMPLES_PER_CONTROL_FRAME];
    for (int r = 0; r < SAMPLES_PER_CONTROL_FRAME; r++) {
      rows[r] = 1;
      rows[SAMPLES_PER_CONTROL_FRAME + r] = (float) ((double) r / SAMPLES_PER_CONTROL_FRAME);
    }
    return Signal.stackLast(start, change)
        .matmul(start.graph().constant(rows, 2, SAMPLES_PER_CONTROL_FRAME));
  }

  private static Signal ramp(GraphBuilder graph, int length, double step) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (i * step);
    }
    return graph.constant(values, length);
  }
}
