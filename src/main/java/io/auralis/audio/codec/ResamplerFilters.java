package io.auralis.audio.codec;

import java.util.Locale;

/**
 * The filters of a {@link PolyphaseResampler}.
 *
 * <p>A low-pass of a windowed sinc, as it would run at the common multiple of both rates, taken
 * apart into one short filter per output phase, so that only samples that exist are multiplied. The
 * Kaiser window gives 100 dB of attenuation with Kaiser's formulas (J. F. Kaiser, "Nonrecursive
 * digital filter design using the I0-sinh window function", 1974); from 44.1 to 48 kHz what lies
 * below 20 kHz passes, and its images stay out.
 *
 * <p>Never changed: all resamplers of a pair of rates may share one.
 */
final class ResamplerFilters {

  /** Taps of each phase's filter: with 100 dB, a transition of 3.9 kHz around 22.05 kHz. */
  static final int TAPS = 72;

  private static final double ATTENUATION_DB = 100;

  /** Kaiser's window parameter for attenuations above 50 dB. */
  private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);

  /** Output frames of a period, in which each phase comes once. */
  final int up;

  /** Input frames of a period. */
  final int down;

  /** Phase after phase, each with the tap of the oldest sample first. */
  final float[] taps;

  /** From one rate to another, which must not be lower. */
  ResamplerFilters(int fromHz, int toHz) {
    if (fromHz <= 0 || toHz < fromHz) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d to %d Hz; rates must be above 0 and must not fall", fromHz, toHz));
    }
    int divisor = greatestCommonDivisor(fromHz, toHz);
    up = toHz / divisor;
    down = fromHz / divisor;
    taps = design(up);
  }

  private static float[] design(int up) {
    int length = TAPS * up;
    double middle = (length - 1) / 2.0;
    double[] prototype = new double[length];
    for (int i = 0; i < length; i++) {
      double t = (i - middle) / up;
      double x = (i - middle) / (middle + 1);
      prototype[i] = sinc(t) * bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }
    float[] filters = new float[length];
    for (int phase = 0; phase < up; phase++) {
      double sum = 0;
      for (int k = 0; k < TAPS; k++) {
        sum += prototype[phase + k * up];
      }
      for (int k = 0; k < TAPS; k++) {
        // Each phase passes a constant as it is.
        filters[phase * TAPS + TAPS - 1 - k] = (float) (prototype[phase + k * up] / sum);
      }
    }
    return filters;
  }

  private static double sinc(double t) {
    return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= x / (2 * k) * x / (2 * k);
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
