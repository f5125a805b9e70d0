package io.auralis.composition;

import java.util.Random;

/**
 * Slow tides under the music, so that one minute differs from another half an hour later: each is a
 * sum of two sines with periods of ten to forty minutes, with periods and phases of the station's
 * own.
 *
 * @param brightness -1 (dark, low) to 1 (bright, high)
 * @param density -1 (few notes) to 1 (many)
 * @param space -1 (chords and phrases follow closely) to 1 (chords hold, the melody rests)
 * @param dynamics -1 (soft) to 1 (loud)
 */
record Arcs(double brightness, double density, double space, double dynamics) {

  private static final double FASTEST_MINUTES = 10;
  private static final double SLOWEST_MINUTES = 40;
  private static final double MICROS_PER_MINUTE = 60e6;

  /** Where the arcs of a station are after so much music. */
  static Arcs at(long stationSeed, long elapsedMicros) {
    Random random = Randomness.of(stationSeed, 0, Randomness.Part.ARCS);
    double minutes = elapsedMicros / MICROS_PER_MINUTE;
    return new Arcs(
        tide(minutes, random), tide(minutes, random), tide(minutes, random), tide(minutes, random));
  }

  private static double tide(double minutes, Random random) {
    // One wave from each half of the range, so that they never walk together for long.
    double middle = (FASTEST_MINUTES + SLOWEST_MINUTES) / 2;
    double fast = FASTEST_MINUTES + (middle - FASTEST_MINUTES) * random.nextDouble();
    double slow = middle + (SLOWEST_MINUTES - middle) * random.nextDouble();
    return 0.5 * wave(minutes / fast + random.nextDouble())
        + 0.5 * wave(minutes / slow + random.nextDouble());
  }

  /** StrictMath, because {@link Math} may differ in the last bit from machine to machine. */
  private static double wave(double turns) {
    return StrictMath.sin(2 * StrictMath.PI * (turns - StrictMath.floor(turns)));
  }
}
