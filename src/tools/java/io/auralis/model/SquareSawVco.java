package io.auralis.model;

/**
 * torchsynth's square/saw oscillator: a sine driven into tanh, blended towards a saw.
 *
 * <p>{@code tanh(drive * sin a) * (1 - shape / 2) * (1 + shape * cos a)}. torchsynth's drive is
 * {@code pi * K / 2} with the partials constant {@code K = 12000 / (f * log10 f)}; a smaller drive
 * is the same oscillator with fewer partials, down to a sine.
 */
final class SquareSawVco {

  private SquareSawVco() {}

  /** The oscillator from the sine and cosine of its angle. */
  static Signal of(Signal sin, Signal cos, Signal drive, Signal shape) {
    Signal square = sin.times(drive).tanh();
    return square.times(cos.times(shape).plus(1)).times(shape.times(-0.5).plus(1));
  }

  /**
   * The oscillator at constant pitch, times a gain; drive and gain are interpolated linearly.
   *
   * @param frames the angles, [blocks, oscillators]
   * @param drive at the control edges, [blocks, oscillators, 50]
   * @param shape [blocks, oscillators, 1]
   * @param gain at the control edges, [blocks, oscillators, 50]
   * @return [blocks, oscillators, 4410]
   */
  static Signal steady(SteadyFrames frames, Signal drive, Signal shape, Signal gain) {
    Signal square = frames.sineTimes(drive).tanh();
    Signal saw = frames.cosineTimes(gain.times(shape.times(-0.5).plus(1)), shape);
    return square.times(saw).reshape(0, 0, -1);
  }
}
