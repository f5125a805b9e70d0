package io.auralis.model;

/**
 * The square/saw oscillator of torchsynth, and the skewed square that the voices use.
 *
 * <p>torchsynth: {@code tanh(drive * sin a) * (1 - shape / 2) * (1 + shape * cos a)} with the drive
 * {@code pi * K / 2} and the partials constant {@code K = 12000 / (f * log10 f)}; a smaller drive
 * is the same oscillator with fewer partials, down to a sine.
 *
 * <p>The skewed square is {@code tanh(drive * (sin a + skew * sin 2a))}: without skew torchsynth's
 * square; with it even partials appear as in a saw, and as the argument stays odd there is no
 * direct current. It costs half, since nothing is multiplied behind the shaper.
 */
final class SquareSawVco {

  private SquareSawVco() {}

  /**
   * torchsynth's oscillator, [voices, blocks, 49, 90].
   *
   * @param drive at the control edges, [voices, blocks, 1, 52]
   * @param shape at the control edges, [voices, blocks, 1, 52]; 0 is square, 1 is saw
   */
  static Signal torchsynth(Phasor phasor, Signal drive, Signal shape) {
    Signal square = phasor.sines(drive, drive.slice(3, 0, 1).times(0)).tanh();
    Signal level = shape.times(-0.5).plus(1);
    Signal saw = phasor.cosineTimes(shape.times(level));
    Signal constant = level.slice(3, 0, 1);
    return square.times(saw.plus(constant));
  }

  /**
   * The skewed square, [voices, blocks, 49, 90].
   *
   * @param drive at the control edges, [voices, blocks, 1, 52]
   * @param skew [voices, blocks, 1, 1]; 0 is square
   */
  static Signal skewed(Phasor phasor, Signal drive, Signal skew) {
    return phasor.sines(drive, skew).tanh();
  }
}
