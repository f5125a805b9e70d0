package io.auralis.sequencing;

import io.auralis.composition.Instrument;

/** The patch of each instrument. */
final class Patches {

  /** Two square/saw oscillators nine cents apart that drift from side to side and open slowly. */
  private static final Patch PAD =
      new SteadyPatch(
          new Envelope(1.8, 3.5, 0.62, 2.6, 1.5),
          -12.5,
          9,
          0.55,
          0.9,
          0.04,
          0.35,
          0.35,
          0.09,
          0.5,
          0.35);

  /** One rounded oscillator in the middle. */
  private static final Patch SUB =
      new SteadyPatch(
          new Envelope(0.35, 2.5, 0.65, 1.2, 1.5), -9, 0, 0, 0, -0.2, 0, 0.2, 0.1, 0, 0);

  /** Half sine, half square/saw, with a slow, narrow vibrato. */
  private static final Patch LEAD =
      new GlidingPatch(
          new Envelope(0.09, 1.1, 0.5, 1.8, 2.0), -11, 0.0, 0.25, 0.6, 4.6, 0.07, 0, 0.05);

  /** A sine that falls onto the key's root. */
  private static final Patch KICK =
      new GlidingPatch(new Envelope(0.006, 0.45, 0.0, 0.12, 2.2), -8, -0.3, 0, 0, 1, 0, 55, 0.035);

  private static final Patch SWELL =
      new NoisePatch(new Envelope(2.6, 0.5, 0.7, 2.8, 1.8), -35, 0.6, 1.0, 0.55);

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
