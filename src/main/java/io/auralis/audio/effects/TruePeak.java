package io.auralis.audio.effects;

/**
 * The level of a signal between its samples: four points a sample by interpolation, and the samples
 * themselves.
 *
 * <p>Source of the coefficients: ITU-R BS.1770-4, annex 2, the order 48, four phase interpolator.
 * Phases 2 and 3 are phases 1 and 0 backwards. No state; any thread.
 */
final class TruePeak {

  /** Frames after a sample that its peak depends on. */
  static final int AHEAD = 6;

  /** Frames before a sample that its peak depends on. */
  static final int BEHIND = 5;

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
  private static final float[] PHASE_2 = backwards(PHASE_1);
  private static final float[] PHASE_3 = backwards(PHASE_0);

  private TruePeak() {}

  /**
   * Raises {@code peaks[i]} to the level around {@code signal[BEHIND + i]}.
   *
   * @param signal holds {@code frames + BEHIND + AHEAD} samples
   */
  static void raise(float[] signal, float[] peaks, int frames) {
    for (int frame = 0; frame < frames; frame++) {
      peaks[frame] = Math.max(peaks[frame], Math.abs(signal[BEHIND + frame]));
    }
    raise(signal, peaks, frames, PHASE_0);
    raise(signal, peaks, frames, PHASE_1);
    raise(signal, peaks, frames, PHASE_2);
    raise(signal, peaks, frames, PHASE_3);
  }

  private static void raise(float[] x, float[] peaks, int frames, float[] h) {
    float h0 = h[0];
    float h1 = h[1];
    float h2 = h[2];
    float h3 = h[3];
    float h4 = h[4];
    float h5 = h[5];
    float h6 = h[6];
    float h7 = h[7];
    float h8 = h[8];
    float h9 = h[9];
    float h10 = h[10];
    float h11 = h[11];
    for (int i = 0; i < frames; i++) {
      float first = h0 * x[i] + h1 * x[i + 1] + h2 * x[i + 2] + h3 * x[i + 3];
      float middle = h4 * x[i + 4] + h5 * x[i + 5] + h6 * x[i + 6] + h7 * x[i + 7];
      float last = h8 * x[i + 8] + h9 * x[i + 9] + h10 * x[i + 10] + h11 * x[i + 11];
      peaks[i] = Math.max(peaks[i], Math.abs(first + middle + last));
    }
  }

  private static float[] backwards(float[] phase) {
    float[] result = new float[phase.length];
    for (int tap = 0; tap < phase.length; tap++) {
      result[tap] = phase[phase.length - 1 - tap];
    }
    return result;
  }
}
