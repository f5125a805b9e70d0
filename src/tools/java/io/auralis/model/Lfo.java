package io.auralis.model;

/** torchsynth's LFO shapes, each in [0, 1]. */
final class Lfo {

  private Lfo() {}

  /** The raised sine, from half its angle: 0 at angle 0, 1 at half a turn. */
  static Signal sine(Signal halfAngle) {
    return raised(halfAngle.sin());
  }

  /** The raised sine, from the sine of half its angle: {@code (1 - cos x) / 2 = sin^2(x / 2)}. */
  static Signal raised(Signal sineOfHalf) {
    return sineOfHalf.times(sineOfHalf);
  }

  /** The triangle, from its phase in cycles: up in the first half cycle, down in the second. */
  static Signal triangle(Signal cycles) {
    Signal saw = cycles.fraction();
    return saw.atMost(saw.subtractedFrom(1)).times(2);
  }
}
