package io.auralis.report;

/**
 * The highest level of one channel between its samples, by oversampling four times as ITU-R
 * BS.1770-4, annex 2 asks, with a longer filter than its example: 32 taps a phase under a Hann
 * window. Not thread-safe.
 */
final class TruePeakMeter {

  private static final int PHASES = 4;
  private static final int TAPS = 32;
  private static final double[][] FILTERS = filters();
  private static final double GREATEST_GAIN = greatestGain();

  /** The last samples, twice over, so that a window never wraps. */
  private final double[] history = new double[2 * TAPS];

  private int position;
  private double peak;
  private long loudUntil;
  private long count;

  /** Hears a sample; full scale is 1. */
  void add(double sample) {
    history[position] = sample;
    history[position + TAPS] = sample;
    position = (position + 1) % TAPS;
    count++;
    double level = Math.abs(sample);
    peak = Math.max(peak, level);
    // Only a window with a sample this loud can reach beyond the peak so far.
    if (level * GREATEST_GAIN > peak) {
      loudUntil = count + TAPS;
    }
    if (count < loudUntil) {
      interpolate();
    }
  }

  /** The peak in dBTP. */
  double decibels() {
    return 20 * Math.log10(peak);
  }

  private void interpolate() {
    for (int phase = 1; phase < PHASES; phase++) {
      double value = 0;
      double[] filter = FILTERS[phase];
      for (int tap = 0; tap < TAPS; tap++) {
        value += filter[tap] * history[position + tap];
      }
      peak = Math.max(peak, Math.abs(value));
    }
  }

  private static double[][] filters() {
    double[][] filters = new double[PHASES][TAPS];
    for (int phase = 0; phase < PHASES; phase++) {
      double sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        double distance = tap - (TAPS / 2 - 1) - (double) phase / PHASES;
        double window = 0.5 + 0.5 * Math.cos(2 * Math.PI * distance / TAPS);
        double angle = Math.PI * distance;
        filters[phase][tap] = window * (angle == 0 ? 1 : Math.sin(angle) / angle);
        sum += filters[phase][tap];
      }
      for (int tap = 0; tap < TAPS; tap++) {
        filters[phase][tap] /= sum;
      }
    }
    return filters;
  }

  private static double greatestGain() {
    double greatest = 0;
    for (double[] filter : FILTERS) {
      double gain = 0;
      for (double tap : filter) {
        gain += Math.abs(tap);
      }
      greatest = Math.max(greatest, gain);
    }
    return greatest;
  }
}
