package io.auralis.sequencing;

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
          "%s: %s is not allowed; it must be from %s to %s".formatted(field, value, low, high));
    }
    return value;
  }
}
