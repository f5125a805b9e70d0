package io.auralis.sequencing;

import io.auralis.composition.Instrument;

/** The patch of each instrument. */
final class Patches {

  private static final Patch PAD =
      new SteadyPatch(
          new Envelope(1.4, 2.0, 0.8, 2.2, 1.6),
          -19,
          9,
          0.55,
          0.9,
          0.04,
          0.35,
          0.35,
          0.09,
          0.5,
          0.35);

  private static final Patch SUB =
      new SteadyPatch(
          new Envelope(0.35, 1.5, 0.75, 1.2, 1.5), -14, 0, 0, 0, -0.2, 0, 0.2, 0.1, 0, 0);

  private static final Patch LEAD =
      new GlidingPatch(
          new Envelope(0.12, 0.9, 0.55, 1.6, 2.0), -20, 0.0, 0.25, 0.6, 4.6, 0.07, 0, 0.05);

  private static final Patch KICK =
      new GlidingPatch(new Envelope(0.006, 0.45, 0.0, 0.12, 2.2), -14, -0.3, 0, 0, 1, 0, 55, 0.035);

  private static final Patch SWELL =
      new NoisePatch(new Envelope(2.6, 0.5, 0.7, 2.8, 1.8), -41, 0.6, 1.0, 0.55);

  private Patches() {}

  static Patch of(Instrument instrument) {
    return switch (instrument) {
      case PAD -> PAD;
      case SUB -> SUB;
      case LEAD -> LEAD;
      case KICK -> KICK;
      case SWELL -> SWELL;
    };
  }
}
