package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;
import java.util.List;

/** Sums voices between left and right. */
final class StereoField {

  private StereoField() {}

  /**
   * Sums voices into [blocks, 2, 4410], with gains that ramp within a control frame.
   *
   * <p>One product per frame sums over the voices for left and right, once for the gain at the
   * frame's middle and once for its change. The voices stand first, so that ONNX Runtime takes the
   * transposition into the product, which steps over them instead of copying them.
   *
   * @param voices [voices, blocks, 49, 90]
   * @param gain at the control edges, [voices, blocks, 1, 52]
   * @param sides left and right, [voices, blocks, 2, 1]
   */
  static Signal mix(Signal voices, Signal gain, Signal sides) {
    GraphBuilder graph = voices.graph();
    Signal frames =
        graph.constant(
            ControlEdges.middlesAndChanges(true), 2 * CONTROL_FRAMES, ControlEdges.WIDTH);
    Signal ramps = frames.matmul(gain.transpose(1, 2, 3, 0)).reshape(0, 2 * CONTROL_FRAMES, 1, -1);
    Signal weights = ramps.times(sides.transpose(1, 3, 2, 0)).reshape(0, CONTROL_FRAMES, 4, -1);
    List<Signal> sums =
        weights
            .matmul(voices.transpose(1, 2, 0, 3))
            .reshape(0, 0, 2, AudioFormat.CHANNELS, SAMPLES_PER_CONTROL_FRAME)
            .split(2, 1, 1);
    return sums.get(0)
        .plus(along(sums.get(1)))
        .transpose(0, 2, 3, 1, 4)
        .reshape(0, AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES);
  }

  /** Times how far a sample is from its frame's middle, -1/2 to 1/2. */
  private static Signal along(Signal frames) {
    float[] along = new float[SAMPLES_PER_CONTROL_FRAME];
    for (int r = 0; r < along.length; r++) {
      along[r] = (float) (r / (double) along.length - 0.5);
    }
    return frames.times(frames.graph().constant(along, along.length));
  }
}
