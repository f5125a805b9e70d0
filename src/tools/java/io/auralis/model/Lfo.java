package io.auralis.model;

/** torchsynth's LFO shapes, each in [0, 1], as functions of a phase in cycles. */
final class Lfo {

  private Lfo() {}

  /** The raised sine: 0 at phase 0, 1 at half a cycle. */
  static Signal sine(Signal cycles) {
    return cycles.times(2 * Math.PI).cos().subtractedFrom(1).times(0.5);
  }

  /** The triangle: up in the first half cycle, down in the second. */
  static Signal triangle(Signal cycles) {
    Signal saw = cycles.fraction();
    return saw.atMost(saw.subtractedFrom(1)).times(2);
  }
}
