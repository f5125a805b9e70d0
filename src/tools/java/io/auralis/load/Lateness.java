package io.auralis.load;

import java.util.Arrays;

/** How late chunks came, in a histogram of milliseconds; below zero is early. */
final class Lateness {

  private static final int EARLIEST_MILLIS = -1_000;
  private static final int LATEST_MILLIS = 20_000;

  private final long[] counts = new long[LATEST_MILLIS - EARLIEST_MILLIS + 1];
  private long total;

  void add(long millis) {
    counts[(int) Math.max(EARLIEST_MILLIS, Math.min(LATEST_MILLIS, millis)) - EARLIEST_MILLIS]++;
    total++;
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  /** Milliseconds that this share of chunks did not exceed. */
  long quantile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return i + EARLIEST_MILLIS;
      }
    }
    return 0;
  }

  long max() {
    return quantile(1);
  }

  long total() {
    return total;
  }
}
