package io.auralis.render;

/**
 * Power spectra by the fast Fourier transform of Cooley and Tukey, under a Blackman-Harris window.
 *
 * <p>The window's side lobes lie 92 dB below its peak (Harris, 1978), so faint partials stand out.
 */
public final class Spectrum {

  private static final double[] BLACKMAN_HARRIS = {0.35875, 0.48829, 0.14128, 0.01168};

  private Spectrum() {}

  /**
   * Power per bin from 0 to half the rate, {@code size / 2} values.
   *
   * @param samples at least {@code from + size} samples
   * @param size a power of two
   */
  public static double[] power(float[] samples, int from, int size) {
    double[] real = new double[size];
    double[] imaginary = new double[size];
    for (int n = 0; n < size; n++) {
      double window = 0;
      for (int term = 0; term < BLACKMAN_HARRIS.length; term++) {
        double sign = term % 2 == 0 ? 1 : -1;
        window += sign * BLACKMAN_HARRIS[term] * Math.cos(2 * Math.PI * term * n / size);
      }
      real[n] = samples[from + n] * window;
    }
    transform(real, imaginary);
    double[] power = new double[size / 2];
    for (int bin = 0; bin < power.length; bin++) {
      power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
    }
    return power;
  }

  private static void transform(double[] real, double[] imaginary) {
    int size = real.length;
    for (int i = 1, j = 0; i < size; i++) {
      int bit = size >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double swap = real[i];
        real[i] = real[j];
        real[j] = swap;
      }
    }
    for (int length = 2; length <= size; length <<= 1) {
      int half = length / 2;
      for (int k = 0; k < half; k++) {
        double angle = -2 * Math.PI * k / length;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int start = k; start < size; start += length) {
          int other = start + half;
          double turnedReal = real[other] * cos - imaginary[other] * sin;
          double turnedImaginary = real[other] * sin + imaginary[other] * cos;
          real[other] = real[start] - turnedReal;
          imaginary[other] = imaginary[start] - turnedImaginary;
          real[start] += turnedReal;
          imaginary[start] += turnedImaginary;
        }
      }
    }
  }
}
