package io.auralis.model;

import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;

/** Places voices between left and right at equal power. */
final class StereoField {

  private StereoField() {}

  /** Left and right gain, [blocks, voices, 2], of positions [blocks, voices, 1] in [-1, 1]. */
  static Signal gains(Signal position) {
    Signal angle = position.clip(-1, 1).plus(1).times(Math.PI / 4);
    return Signal.concat(2, angle.cos(), angle.sin());
  }

  /**
   * Sums voices into [blocks, 2, 4410], with gains that ramp within a control frame.
   *
   * <p>The frames come to the front, so that one product per frame sums over the voices for left
   * and right, once for the gain at the frame's middle and once for its change.
   *
   * @param voices [blocks, voices, 49, 90]
   * @param gain at the control edges, [blocks, voices, 50]
   * @param sides left and right, [blocks, voices, 2]
   */
  static Signal mix(Signal voices, Signal gain, Signal sides) {
    Signal gains = gain.transpose(0, 2, 1);
    Signal middle = ControlEdges.middle(gains, 1).unsqueeze(2);
    Signal change = ControlEdges.change(gains, 1).unsqueeze(2);
    Signal both = sides.transpose(0, 2, 1).unsqueeze(1);
    // Four rows of [1, voices] per frame: a product of one row needs no copy of the other side.
    Signal weights = Signal.concat(2, middle.times(both), change.times(both)).unsqueeze(3);
    Signal sums =
        weights
            .matmul(voices.transpose(0, 2, 1, 3).unsqueeze(2))
            .reshape(0, 0, 2, 2, SAMPLES_PER_CONTROL_FRAME);
    Signal ramped = sums.slice(2, 0, 1).plus(along(sums.slice(2, 1, 2)));
    return ramped
        .reshape(0, 0, AudioFormat.CHANNELS, SAMPLES_PER_CONTROL_FRAME)
        .transpose(0, 2, 1, 3)
        .reshape(0, 0, AudioFormat.BLOCK_FRAMES);
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
