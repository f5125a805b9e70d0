package io.auralis.sequencing;

/**
 * How an instrument sounds: the numbers that turn a note into a row of a bank.
 *
 * <p>Immutable.
 */
sealed interface Patch permits SteadyPatch, GlidingPatch, NoisePatch {

  Envelope envelope();

  /**
   * Drive of the square/saw shaper for a brightness.
   *
   * <p>1 gives torchsynth's {@code pi K / 2} with {@code K = 12000 / (f log10 f)}; 0 gives 0.4,
   * almost a sine; between them the drive grows geometrically, as hearing does.
   */
  static double drive(double hertz, double brightness) {
    double full = Math.PI / 2 * 12_000 / (hertz * StrictMath.log10(hertz));
    return 0.4 * StrictMath.pow(full / 0.4, brightness);
  }

  /** Linear gain of a velocity: half the velocity is 8.4 dB less. */
  static double gain(double decibels, double velocity) {
    return StrictMath.pow(10, decibels / 20) * StrictMath.pow(velocity, 1.4);
  }
}
