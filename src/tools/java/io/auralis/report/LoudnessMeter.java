package io.auralis.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loudness of stereo audio: integrated loudness by ITU-R BS.1770-4 (EBU R 128), loudness range by
 * EBU Tech 3342. Levels are in LUFS, ranges in LU. Not thread-safe.
 */
final class LoudnessMeter {

  private static final int CHANNELS = 2;

  /** Gating blocks of 400 ms start every 100 ms; so does the short-term loudness of 3 s. */
  private static final int STEPS_PER_SECOND = 10;

  private static final int MOMENTARY_STEPS = 4;
  private static final int SHORT_TERM_STEPS = 30;

  private static final double OFFSET = -0.691;
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final double RANGE_GATE = -20;
  private static final double RANGE_LOW = 0.10;
  private static final double RANGE_HIGH = 0.95;

  private final int framesPerStep;
  private final Biquad[] shelves = new Biquad[CHANNELS];
  private final Biquad[] highPasses = new Biquad[CHANNELS];
  private final List<Double> steps = new ArrayList<>();
  private double energy;
  private int frames;

  LoudnessMeter(int sampleRateHz) {
    framesPerStep = sampleRateHz / STEPS_PER_SECOND;
    for (int channel = 0; channel < CHANNELS; channel++) {
      shelves[channel] = Biquad.headShelf(sampleRateHz);
      highPasses[channel] = Biquad.lowCut(sampleRateHz);
    }
  }

  /** Hears a frame; full scale is 1. */
  void add(double left, double right) {
    double weightedLeft = highPasses[0].next(shelves[0].next(left));
    double weightedRight = highPasses[1].next(shelves[1].next(right));
    energy += weightedLeft * weightedLeft + weightedRight * weightedRight;
    if (++frames == framesPerStep) {
      steps.add(energy / framesPerStep);
      energy = 0;
      frames = 0;
    }
  }

  /** Integrated loudness of all that was heard; negative infinity for silence. */
  double integrated() {
    double[] blocks = above(ABSOLUTE_GATE, powers(MOMENTARY_STEPS));
    return loudness(mean(above(loudness(mean(blocks)) + RELATIVE_GATE, blocks)));
  }

  /** Loudness range of all that was heard. */
  double range() {
    double[] windows = above(ABSOLUTE_GATE, powers(SHORT_TERM_STEPS));
    double[] sorted = above(loudness(mean(windows)) + RANGE_GATE, windows);
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return 0;
    }
    return loudness(percentile(sorted, RANGE_HIGH)) - loudness(percentile(sorted, RANGE_LOW));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.round((sorted.length - 1) * share)];
  }

  private double[] powers(int window) {
    double[] powers = new double[Math.max(0, steps.size() - window + 1)];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = steps.subList(i, i + window).stream().mapToDouble(power -> power / window).sum();
    }
    return powers;
  }

  private static double[] above(double gate, double[] powers) {
    return Arrays.stream(powers).filter(power -> loudness(power) > gate).toArray();
  }

  private static double mean(double[] powers) {
    return Arrays.stream(powers).average().orElse(0);
  }

  private static double loudness(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  /**
   * A second-order filter. BS.1770 gives the coefficients of its two filters for 48 kHz only; the
   * frequencies, gains and qualities here are those of the analogue filters that give these very
   * coefficients by the bilinear transform, so that other rates hear the same.
   */
  static final class Biquad {
    private final double[] b;
    private final double[] a;
    private double one;
    private double two;

    private Biquad(double[] b, double[] a) {
      this.b = b;
      this.a = a;
    }

    /** Stage 1: the head as a sphere raises what lies above 1.7 kHz by 4 dB. */
    static Biquad headShelf(int sampleRateHz) {
      double quality = 0.7071752369554196;
      double high = Math.pow(10, 3.999843853973347 / 20);
      double band = Math.pow(high, 0.4996667741545416);
      double k = Math.tan(Math.PI * 1681.974450955533 / sampleRateHz);
      double norm = 1 + k / quality + k * k;
      return new Biquad(
          new double[] {
            (high + band * k / quality + k * k) / norm,
            2 * (k * k - high) / norm,
            (high - band * k / quality + k * k) / norm
          },
          new double[] {2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm});
    }

    /** Stage 2: the RLB curve cuts what lies below 38 Hz. */
    static Biquad lowCut(int sampleRateHz) {
      double quality = 0.5003270373238773;
      double k = Math.tan(Math.PI * 38.13547087602444 / sampleRateHz);
      double norm = 1 + k / quality + k * k;
      return new Biquad(
          new double[] {1, -2, 1},
          new double[] {2 * (k * k - 1) / norm, (1 - k / quality + k * k) / norm});
    }

    double next(double input) {
      double state = input - a[0] * one - a[1] * two;
      double output = b[0] * state + b[1] * one + b[2] * two;
      two = one;
      one = state;
      return output;
    }

    /** b0, b1, b2, a1, a2. */
    double[] coefficients() {
      return new double[] {b[0], b[1], b[2], a[0], a[1]};
    }
  }
}
