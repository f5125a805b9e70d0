package io.auralis.sequencing;

import java.util.Locale;

/** Checks a number of a patch, for messages that name it. */
final class Range {

  private Range() {}

  /**
   * Returns {@code value} if it lies from {@code low} to {@code high}.
   *
   * @throws IllegalArgumentException that names the field, the value and what is allowed
   */
  static double check(String field, double value, double low, double high) {
    // Written so that NaN fails.
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s is not allowed; it must be from %s to %s",
              field,
              value,
              low,
              high));
    }
    return value;
  }
}
