package io.auralis.model;

/**
 * torchsynth's ADSR envelope, evaluated at any time instead of from a note's start.
 *
 * <p>Each stage is a ramp from 0 to 1 raised to {@code alpha}; the envelope is {@code attack *
 * decay * release}, where the decay falls to the sustain level. Source: module {@code ADSR} of
 * torchsynth (Turian et al., 2021). When the stages begin and how long they last is the host's
 * work.
 */
final class Adsr {

  /** A slot of zeros must stay finite. */
  private static final double SMALLEST_ALPHA = 0.01;

  private Adsr() {}

  /**
   * The envelope, [.., 1, times].
   *
   * @param stages ramps of attack, decay and release; what lies outside [0, 1] is clipped: [.., 3,
   *     times]
   * @param alpha exponent of the ramps, [.., 1, 1]
   * @param sustain level, [.., 1, 1]
   */
  static Signal of(Signal stages, Signal alpha, Signal sustain) {
    Signal floor = sustain.times(stages.graph().constant(new float[] {0, 1, 0}, 3, 1));
    return stages
        .clip(0, 1)
        // x^alpha; the power operator costs three times as much.
        .log()
        .times(alpha.atLeast(SMALLEST_ALPHA))
        .exp()
        .times(floor.subtractedFrom(1))
        .plus(floor)
        .product(-2);
  }
}
