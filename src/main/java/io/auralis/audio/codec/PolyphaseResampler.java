package io.auralis.audio.codec;

import java.util.Arrays;
import java.util.Locale;

/**
 * Changes the rate of one channel by a ratio of whole numbers, block after block without a seam.
 *
 * <p>A low-pass of a windowed sinc, as it would run at the common multiple of both rates, taken
 * apart into one short filter per output phase, so that only samples that exist are multiplied. The
 * Kaiser window gives 100 dB of attenuation with Kaiser's formulas (J. F. Kaiser, "Nonrecursive
 * digital filter design using the I0-sinh window function", 1974); from 44.1 to 48 kHz what lies
 * below 20 kHz passes, and its images stay out.
 *
 * <p>Output is late by {@link #delayFrames()}. Not thread-safe.
 */
public final class PolyphaseResampler {

  /** Taps of each phase's filter: with 100 dB, a transition of 3.9 kHz around 22.05 kHz. */
  private static final int TAPS = 72;

  private static final double ATTENUATION_DB = 100;

  /** Kaiser's window parameter for attenuations above 50 dB. */
  private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);

  private final int up;
  private final int down;

  /** Phase after phase, each with the tap of the oldest sample first. */
  private final float[] filters;

  /** The last samples of the block before, then the block. */
  private float[] samples = new float[TAPS - 1];

  /** From one rate to another, which must not be lower. */
  public PolyphaseResampler(int fromHz, int toHz) {
    if (fromHz <= 0 || toHz < fromHz) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d to %d Hz; rates must be above 0 and must not fall", fromHz, toHz));
    }
    int divisor = greatestCommonDivisor(fromHz, toHz);
    up = toHz / divisor;
    down = fromHz / divisor;
    filters = design(up);
  }

  /** By how many frames of the output rate the output is late. */
  public double delayFrames() {
    return (TAPS * (double) up - 1) / 2 / down;
  }

  /** Frames that come out for {@code inputFrames} that go in. */
  public int outputFrames(int inputFrames) {
    if (inputFrames % down != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d frames; a block must be a multiple of %d", inputFrames, down));
    }
    return inputFrames / down * up;
  }

  /**
   * Resamples a block that follows the one before.
   *
   * @param input a multiple of {@code fromHz / gcd} frames
   * @param output {@link #outputFrames} frames
   */
  public void process(float[] input, float[] output) {
    if (output.length != outputFrames(input.length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "room for %d frames; %d come out",
              output.length,
              outputFrames(input.length)));
    }
    if (samples.length != TAPS - 1 + input.length) {
      samples = Arrays.copyOf(samples, TAPS - 1 + input.length);
    }
    System.arraycopy(input, 0, samples, TAPS - 1, input.length);
    int phase = 0;
    int oldest = 0;
    for (int frame = 0; frame < output.length; frame++) {
      output[frame] = dot(phase * TAPS, oldest);
      phase += down;
      while (phase >= up) {
        phase -= up;
        oldest++;
      }
    }
    System.arraycopy(samples, input.length, samples, 0, TAPS - 1);
  }

  /** Forgets what came before. */
  public void reset() {
    Arrays.fill(samples, 0f);
  }

  /** Four sums at a time, so that an addition does not wait for the one before. */
  private float dot(int tap, int sample) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int k = 0; k < TAPS; k += 4) {
      a += filters[tap + k] * samples[sample + k];
      b += filters[tap + k + 1] * samples[sample + k + 1];
      c += filters[tap + k + 2] * samples[sample + k + 2];
      d += filters[tap + k + 3] * samples[sample + k + 3];
    }
    return a + b + (c + d);
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
