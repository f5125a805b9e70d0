package io.auralis.sequencing;

/**
 * How an instrument sounds: the numbers that turn a note into rows of a bank.
 *
 * <p>Immutable.
 */
sealed interface Patch permits TonePatch, NoisePatch {

  Envelope envelope();

  /** Linear gain of a velocity: half the velocity is 8.4 dB less. */
  static double gain(double decibels, double velocity) {
    return StrictMath.pow(10, decibels / 20) * StrictMath.pow(velocity, 1.4);
  }

  /** Share of the left side at a position, equal power. */
  static double left(double pan) {
    return StrictMath.cos(angle(pan));
  }

  /** Share of the right side at a position, equal power. */
  static double right(double pan) {
    return StrictMath.sin(angle(pan));
  }

  private static double angle(double pan) {
    return (Math.max(-1, Math.min(1, pan)) + 1) * Math.PI / 4;
  }
}
