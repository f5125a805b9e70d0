package io.auralis.load;

import java.util.Arrays;

/** How late chunks came, in a histogram of milliseconds. */
final class Lateness {

  private static final int LONGEST_MILLIS = 20_000;

  private final long[] counts = new long[LONGEST_MILLIS + 1];
  private long total;
  private long max;

  void add(long millis) {
    counts[(int) Math.max(0, Math.min(LONGEST_MILLIS, millis))]++;
    total++;
    max = Math.max(max, millis);
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
    max = 0;
  }

  /** Milliseconds that this share of chunks did not exceed. */
  long quantile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int millis = 0; millis <= LONGEST_MILLIS; millis++) {
      seen += counts[millis];
      if (seen >= wanted && seen > 0) {
        return millis;
      }
    }
    return 0;
  }

  long max() {
    return max;
  }

  long total() {
    return total;
  }
}
