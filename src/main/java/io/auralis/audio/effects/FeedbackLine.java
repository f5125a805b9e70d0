package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;
import java.util.Arrays;

/**
 * One line of the reverb's network: a delay that slowly wanders and loses highs with every pass.
 *
 * <p>Decay, damping and fractional delay are one short filter. Damping is {@code [k, 1 - 2k, k]},
 * whose loss grows as 1 - cos w, for small w as the square of frequency: so does the absorption of
 * air. The fractional delay is Lagrange's cubic interpolation. A wandering line computes the
 * product of both at the edges of a span and fades from one to the other, so the pitch moves
 * without a step. Not thread-safe.
 */
final class FeedbackLine {

  /** Where {@link #HIGH_RATIO} holds. */
  static final double HIGH_HZ = 8_000;

  /** Decay time at 8 kHz as a part of that at 1 kHz. */
  static final double HIGH_RATIO = 0.3;

  /** The frequency that the decay time is stated for, as is usual in room acoustics. */
  static final double MID_HZ = 1_000;

  /** Samples that make one of a wandering line's. */
  static final int TAPS = 7;

  private static final int STEADY_TAPS = 3;
  private static final float[] RAMP = ramp();

  private final int length;
  private final double depthFrames;
  private final double turnsPerSpan;
  private final double startTurns;
  private final DelayLine line;
  private final float[] from = new float[TAPS];
  private final float[] change = new float[TAPS];
  private final double[] edge = new double[TAPS];
  private final double[] cubic = new double[4];
  private double centre;
  private double side;
  private long spans;

  /**
   * A silent line.
   *
   * @param length mean delay in frames
   * @param depthFrames how far the delay wanders to either side; 0 for a steady line
   * @param wanderHz how often it does so in a second
   * @param startTurns where it starts, in parts of a cycle
   */
  FeedbackLine(int length, double depthFrames, double wanderHz, double startTurns) {
    this.length = length;
    this.depthFrames = depthFrames;
    this.turnsPerSpan = wanderHz * Reverb.SPAN / AudioFormat.SAMPLE_RATE_HZ;
    this.startTurns = startTurns;
    line = new DelayLine(length + (int) Math.ceil(depthFrames) + TAPS, Reverb.SPAN);
  }

  /** Sets how long a sound of 1 kHz takes to fall by 60 dB. */
  void decay(double seconds) {
    double pass = (double) length / AudioFormat.SAMPLE_RATE_HZ;
    double mid = Math.pow(10, -3 * pass / seconds);
    double high = Math.pow(10, -3 * pass / (seconds * HIGH_RATIO));
    double bendMid = 1 - Math.cos(2 * Math.PI * MID_HZ / AudioFormat.SAMPLE_RATE_HZ);
    double bendHigh = 1 - Math.cos(2 * Math.PI * HIGH_HZ / AudioFormat.SAMPLE_RATE_HZ);
    // gain at w is centre + 2 side cos w; it is mid and high at the two frequencies
    side = (mid - high) / (2 * (bendHigh - bendMid));
    centre = mid + 2 * side * bendMid - 2 * side;
  }

  /** Reads one span of what comes out of the line. */
  void read(float[] output, Workspace work) {
    float[][] windows = work.windows;
    if (depthFrames == 0) {
      look(length + 1, STEADY_TAPS, windows);
      steady(windows[0], windows[1], windows[2], output, (float) centre, (float) side);
      return;
    }
    double begin = delayAt(spans);
    spans++;
    double end = delayAt(spans);
    int nearest = (int) Math.min(begin, end);
    taps(begin, nearest, from);
    taps(end, nearest, change);
    for (int tap = 0; tap < TAPS; tap++) {
      change[tap] -= from[tap];
    }
    look(nearest + 4, TAPS, windows);
    sum(windows, from, output);
    sum(windows, change, work.slope);
    wander(output, work.slope, RAMP);
  }

  /** Feeds one span into the line. */
  void write(float[] input) {
    line.write(input, 0);
  }

  /** Forgets everything; the next span is the one with this index, counted from the first. */
  void clear(long span) {
    line.clear();
    spans = span;
  }

  /** The delay at the start of a span: a function of its index, not of what was before. */
  private double delayAt(long span) {
    double turns = startTurns + span * turnsPerSpan;
    return length + depthFrames * Math.sin(2 * Math.PI * (turns - Math.floor(turns)));
  }

  /**
   * Taps, oldest sample first, for {@code delay} frames; the window's middle is {@code nearest}.
   */
  private void taps(double delay, int nearest, float[] taps) {
    int whole = (int) delay;
    double f = delay - whole;
    cubic[0] = -f * (f - 1) * (f - 2) / 6;
    cubic[1] = (f + 1) * (f - 1) * (f - 2) / 2;
    cubic[2] = -(f + 1) * f * (f - 2) / 2;
    cubic[3] = (f + 1) * f * (f - 1) / 6;
    Arrays.fill(edge, 0);
    for (int point = 0; point < cubic.length; point++) {
      int tap = TAPS - 2 - (whole - nearest) - point;
      edge[tap + 1] += cubic[point] * side;
      edge[tap] += cubic[point] * centre;
      edge[tap - 1] += cubic[point] * side;
    }
    for (int tap = 0; tap < TAPS; tap++) {
      taps[tap] = (float) edge[tap];
    }
  }

  /** A copy for each tap, since loops over shifted indices stay scalar on JDK 17. */
  private void look(int longest, int taps, float[][] windows) {
    for (int tap = 0; tap < taps; tap++) {
      line.read(longest - tap, windows[tap], Reverb.SPAN);
    }
  }

  private static void steady(
      float[] older, float[] middle, float[] newer, float[] output, float centre, float side) {
    for (int frame = 0; frame < Reverb.SPAN; frame++) {
      output[frame] = centre * middle[frame] + side * (older[frame] + newer[frame]);
    }
  }

  private static void sum(float[][] w, float[] taps, float[] sum) {
    older(w[0], w[1], w[2], w[3], sum, taps[0], taps[1], taps[2], taps[3]);
    newer(w[4], w[5], w[6], sum, taps[4], taps[5], taps[6]);
  }

  // Two short loops, since the compiler does not unroll one over all seven taps.
  private static void older(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] sum,
      float tapA,
      float tapB,
      float tapC,
      float tapD) {
    for (int i = 0; i < Reverb.SPAN; i++) {
      sum[i] = (tapA * a[i] + tapB * b[i]) + (tapC * c[i] + tapD * d[i]);
    }
  }

  private static void newer(
      float[] a, float[] b, float[] c, float[] sum, float tapA, float tapB, float tapC) {
    for (int i = 0; i < Reverb.SPAN; i++) {
      sum[i] += tapA * a[i] + tapB * b[i] + tapC * c[i];
    }
  }

  private static void wander(float[] output, float[] slope, float[] ramp) {
    for (int i = 0; i < Reverb.SPAN; i++) {
      output[i] += ramp[i] * slope[i];
    }
  }

  private static float[] ramp() {
    float[] ramp = new float[Reverb.SPAN];
    for (int frame = 0; frame < ramp.length; frame++) {
      ramp[frame] = (float) frame / ramp.length;
    }
    return ramp;
  }
}
