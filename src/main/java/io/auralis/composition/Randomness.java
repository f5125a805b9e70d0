package io.auralis.composition;

import java.util.Random;

/**
 * The only source of chance. Every part of every phrase has a generator of its own, so that a
 * change in how the melody draws does not change the chords.
 *
 * <p>Uses {@link Random} because its documentation fixes the algorithm, bit for bit, on every Java
 * platform. Its own seeding is weak for neighbouring seeds, therefore the finaliser of SplitMix64
 * (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014) mixes the
 * inputs first.
 */
final class Randomness {

  /** Who draws. The order is part of the music: a new part goes to the end. */
  enum Part {
    HARMONY,
    VOICING,
    ACCOMPANIMENT,
    MOTIF,
    MELODY,
    PERCUSSION,
    SHIMMER,
    ARCS
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Randomness() {}

  /**
   * The generator of one part.
   *
   * @param index a phrase index, a motif number for {@link Part#MOTIF}, or 0
   */
  static Random of(long stationSeed, long index, Part part) {
    long state = mix(stationSeed + GOLDEN_GAMMA);
    state = mix(state ^ (index + 1) * GOLDEN_GAMMA);
    state = mix(state + (part.ordinal() + 1) * GOLDEN_GAMMA);
    return new Random(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
