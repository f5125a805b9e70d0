package io.auralis.audio.effects;

import java.util.Arrays;

/**
 * The level of a signal between its samples: four points a sample by interpolation, and the samples
 * themselves.
 *
 * <p>Source of the coefficients: ITU-R BS.1770-4, annex 2, the order 48, four phase interpolator.
 * Its phases 2 and 3 are phases 1 and 0 backwards. So the signal is split around each point into an
 * even and an odd part; a phase and its mirror are their sum and difference, and the larger of the
 * two is {@code |even| + |odd|}. Scratch space only; not thread-safe.
 */
final class TruePeak {

  /** Frames after a sample that its peak depends on. */
  static final int AHEAD = 6;

  /** Frames before a sample that its peak depends on. */
  static final int BEHIND = 5;

  /** Frames that are measured at once. */
  static final int SPAN = 490;

  private static final int TAPS = 12;
  private static final float[] PHASE_0 = {
    0.001708984375f, 0.010986328125f, -0.0196533203125f, 0.033203125f,
    -0.0594482421875f, 0.1373291015625f, 0.97216796875f, -0.102294921875f,
    0.047607421875f, -0.026611328125f, 0.014892578125f, -0.00830078125f
  };
  private static final float[] PHASE_1 = {
    -0.0291748046875f, 0.029296875f, -0.0517578125f, 0.089111328125f,
    -0.16650390625f, 0.465087890625f, 0.77978515625f, -0.2003173828125f,
    0.1015625f, -0.0582275390625f, 0.0330810546875f, -0.0189208984375f
  };
  private static final float[] EVEN_0 = half(PHASE_0, 1);
  private static final float[] ODD_0 = half(PHASE_0, -1);
  private static final float[] EVEN_1 = half(PHASE_1, 1);
  private static final float[] ODD_1 = half(PHASE_1, -1);

  /** The most that a point between samples can exceed the loudest sample around it, rounded up. */
  static final float LARGEST_GAIN = 1.001f * Math.max(gain(PHASE_0), gain(PHASE_1));

  private final float[][] shifted = new float[TAPS][SPAN];
  private final float[] even = new float[SPAN];
  private final float[] odd = new float[SPAN];

  /**
   * Raises {@code peaks[i]} to the level around {@code signal[from + i]}, for one span.
   *
   * @param signal holds {@link #BEHIND} samples before and {@link #AHEAD} after the span
   */
  void raise(float[] signal, int from, float[] peaks) {
    // a copy for each tap, since loops over shifted indices stay scalar on JDK 17
    for (int tap = 0; tap < TAPS; tap++) {
      System.arraycopy(signal, from - BEHIND + tap, shifted[tap], 0, SPAN);
    }
    sample(shifted[BEHIND], peaks);
    phases(EVEN_0, ODD_0);
    between(even, odd, peaks);
    phases(EVEN_1, ODD_1);
    between(even, odd, peaks);
  }

  /** Whether a sample that {@link #raise} looks at for this span is louder than a level. */
  static boolean reaches(float[] signal, int from, float level) {
    for (int i = from - BEHIND; i < from + SPAN + AHEAD; i++) {
      if (Math.abs(signal[i]) > level) {
        return true;
      }
    }
    return false;
  }

  private void phases(float[] evenTaps, float[] oddTaps) {
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    float[][] x = shifted;
    add(x[0], x[1], x[2], x[9], x[10], x[11], evenTaps, oddTaps, 0, even, odd);
    add(x[3], x[4], x[5], x[6], x[7], x[8], evenTaps, oddTaps, 3, even, odd);
  }

  private static void add(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      float[] evenTaps,
      float[] oddTaps,
      int tap,
      float[] even,
      float[] odd) {
    float even0 = evenTaps[tap];
    float even1 = evenTaps[tap + 1];
    float even2 = evenTaps[tap + 2];
    float odd0 = oddTaps[tap];
    float odd1 = oddTaps[tap + 1];
    float odd2 = oddTaps[tap + 2];
    for (int i = 0; i < SPAN; i++) {
      even[i] += even0 * (a[i] + f[i]) + even1 * (b[i] + e[i]) + even2 * (c[i] + d[i]);
      odd[i] += odd0 * (a[i] - f[i]) + odd1 * (b[i] - e[i]) + odd2 * (c[i] - d[i]);
    }
  }

  private static void sample(float[] signal, float[] peaks) {
    for (int i = 0; i < SPAN; i++) {
      peaks[i] = Math.max(peaks[i], Math.abs(signal[i]));
    }
  }

  private static void between(float[] even, float[] odd, float[] peaks) {
    for (int i = 0; i < SPAN; i++) {
      peaks[i] = Math.max(peaks[i], Math.abs(even[i]) + Math.abs(odd[i]));
    }
  }

  private static float gain(float[] phase) {
    float sum = 0;
    for (float tap : phase) {
      sum += Math.abs(tap);
    }
    return sum;
  }

  private static float[] half(float[] phase, int sign) {
    float[] half = new float[TAPS / 2];
    for (int tap = 0; tap < half.length; tap++) {
      half[tap] = (phase[tap] + sign * phase[TAPS - 1 - tap]) / 2;
    }
    return half;
  }
}
