package io.auralis.report;

/** Pearson's chi-square test. */
final class ChiSquare {

  private static final int MOST_TERMS = 10_000;
  private static final double SMALL = 1e-300;

  private ChiSquare() {}

  /**
   * The probability that a fair source deviates from its expectation by this statistic or more: the
   * regularised upper incomplete gamma function Q(k/2, x/2), by its series or its continued
   * fraction (Abramowitz and Stegun 6.5.29 and 6.5.31).
   */
  static double p(double statistic, int degreesOfFreedom) {
    double a = degreesOfFreedom / 2.0;
    double x = statistic / 2;
    if (x <= 0) {
      return 1;
    }
    double factor = Math.exp(-x + a * Math.log(x) - logGamma(a));
    return x < a + 1 ? 1 - factor * series(a, x) : factor * fraction(a, x);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && term > sum * 1e-15; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Lentz's way to evaluate a continued fraction. */
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / SMALL;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / nonZero(numerator * d + b);
      c = nonZero(b + numerator / c);
      value *= c * d;
      if (Math.abs(c * d - 1) < 1e-15) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < SMALL ? SMALL : value;
  }

  /** Of a multiple of one half: by the recurrence from Γ(1) or Γ(1/2). */
  private static double logGamma(double a) {
    boolean whole = a == Math.rint(a);
    double log = whole ? 0 : Math.log(Math.PI) / 2;
    for (double factor = whole ? 1 : 0.5; factor < a; factor++) {
      log += Math.log(factor);
    }
    return log;
  }
}
