package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.CONTROL_FRAME_SECONDS;

/** The 50 edges of a block's 49 control frames. */
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

  /** Values at the frame starts of a signal at the edges: [.., 50] to [.., 49]. */
  static Signal start(Signal edges) {
    return edges.slice(-1, 0, CONTROL_FRAMES);
  }

  /** Values at the frames' middles of a signal at the edges: [.., 50] to [.., 49]. */
  static Signal middle(Signal edges) {
    return middle(edges, -1);
  }

  /** Values at the frames' middles, where the edges stand along another axis than the last. */
  static Signal middle(Signal edges, int axis) {
    return edges
        .slice(axis, 0, CONTROL_FRAMES)
        .plus(edges.slice(axis, 1, CONTROL_FRAMES + 1))
        .times(0.5);
  }

  /** Change over each frame of a signal at the edges: [.., 50] to [.., 49]. */
  static Signal change(Signal edges) {
    return change(edges, -1);
  }

  /** Change over each frame, where the edges stand along another axis than the last. */
  static Signal change(Signal edges, int axis) {
    return edges.slice(axis, 1, CONTROL_FRAMES + 1).minus(edges.slice(axis, 0, CONTROL_FRAMES));
  }

  private static Signal ramp(GraphBuilder graph, int length, double step) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (i * step);
    }
    return graph.constant(values, length);
  }
}
