package io.auralis.report;

import java.util.Locale;

/**
 * A line of the report.
 *
 * @param name what was measured
 * @param value the figure, as text
 * @param bound what is allowed, as text; empty if it is shown for information
 * @param passed whether the figure keeps the bound
 */
public record Measurement(String name, String value, String bound, boolean passed) {

  static Measurement atMost(String name, double value, double bound) {
    return new Measurement(name, text(value), "<= " + text(bound), value <= bound);
  }

  static Measurement atLeast(String name, double value, double bound) {
    return new Measurement(name, text(value), ">= " + text(bound), value >= bound);
  }

  static Measurement within(String name, double value, double low, double high) {
    return new Measurement(
        name, text(value), text(low) + " to " + text(high), value >= low && value <= high);
  }

  static Measurement none(String name, long count) {
    return new Measurement(name, String.valueOf(count), "0", count == 0);
  }

  static Measurement information(String name, String value) {
    return new Measurement(name, value, "", true);
  }

  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
  }
}
