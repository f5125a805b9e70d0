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
}
