package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;
import java.util.Arrays;

/**
 * Keeps the true peak at or below -1 dBTP and leaves everything below that alone.
 *
 * <p>It looks ahead: the audio comes out {@link #LATENCY_FRAMES} later than it went in. Peaks are
 * measured with fourfold oversampling in groups of 42 frames. A group's gain is the smallest that
 * any of the next four groups needs; it recovers with a time constant of 150 ms, and is averaged
 * over four groups and drawn as straight lines between them. So the gain is down before a peak
 * comes, and the step from frame to frame is at most 1/168 of the change.
 *
 * <p>In place on planar [2, 4410]. State of one station, for one thread.
 */
public final class MasterLimiter {

  /** Frames that the audio comes out late: 3.9 ms. */
  public static final int LATENCY_FRAMES = 4 * 42 + TruePeak.AHEAD;

  /** The highest true peak: -1 dBTP, as linear amplitude. */
  public static final float CEILING = 0.891_250_9f;

  /** Where limiting starts: 0.25 dB below the ceiling, for what a moving gain adds in between. */
  static final float THRESHOLD = 0.865_96f;

  private static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  private static final int GROUP = 42;
  private static final int LOOK_AHEAD_GROUPS = 4;
  private static final double RELEASE_SECONDS = 0.15;

  /** Frames of the block before that the next one needs. */
  static final int PAST = LATENCY_FRAMES + TruePeak.BEHIND;

  private static final float[] RAMP = ramp();

  /** Between samples, audio that is nowhere louder than this stays below the threshold. */
  static final float QUIET = THRESHOLD / TruePeak.LARGEST_GAIN;

  private final float[][] past = new float[AudioFormat.CHANNELS][PAST];
  private final float[] needed = new float[LOOK_AHEAD_GROUPS + 1];
  private final float[] recent = new float[LOOK_AHEAD_GROUPS];
  private final float recovery =
      (float) (1 - Math.exp(-GROUP / (RELEASE_SECONDS * AudioFormat.SAMPLE_RATE_HZ)));
  private float released;
  private float gain;

  /** A silent limiter at unity gain. */
  public MasterLimiter() {
    reset();
  }

  /**
   * Limits one block.
   *
   * @param block [2, 4410], replaced by the audio of {@link #LATENCY_FRAMES} earlier
   */
  public void process(float[][] block) {
    Workspace work = Workspace.ofThread();
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      float[] line = work.audio[channel];
      System.arraycopy(past[channel], 0, line, 0, PAST);
      System.arraycopy(block[channel], 0, line, PAST, BLOCK);
      System.arraycopy(line, BLOCK, past[channel], 0, PAST);
    }
    boolean loud = measure(work);
    boolean open = !loud && isOpen();
    if (open) {
      Arrays.fill(work.gains, 1);
    } else {
      for (int from = 0; from < BLOCK; from += GROUP) {
        float before = gain;
        gain = next(loud ? loudest(work.peaks, from) : 0);
        draw(work.gains, from, before, gain - before, RAMP);
      }
    }
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      System.arraycopy(work.audio[channel], TruePeak.BEHIND, block[channel], 0, BLOCK);
      if (!open) {
        apply(work.gains, block[channel]);
      }
    }
  }

  /**
   * Writes the true peaks, where they may be above the threshold; elsewhere 0, which has the same
   * effect.
   *
   * @return whether there are any such
   */
  private static boolean measure(Workspace work) {
    boolean loud = false;
    for (int from = 0; from < BLOCK; from += TruePeak.SPAN) {
      Arrays.fill(work.spanPeaks, 0);
      for (float[] line : work.audio) {
        int start = PAST - TruePeak.AHEAD + from;
        if (TruePeak.reaches(line, start, QUIET)) {
          work.truePeak.raise(line, start, work.spanPeaks);
          loud = true;
        }
      }
      System.arraycopy(work.spanPeaks, 0, work.peaks, from, TruePeak.SPAN);
    }
    return loud;
  }

  /** Whether the gain is 1 and stays so until there is a peak. */
  private boolean isOpen() {
    boolean one = released == 1 && gain == 1;
    for (float each : needed) {
      one &= each == 1;
    }
    for (float each : recent) {
      one &= each == 1;
    }
    return one;
  }

  /** Back to silence and unity gain. */
  public void reset() {
    for (float[] line : past) {
      Arrays.fill(line, 0);
    }
    Arrays.fill(needed, 1);
    Arrays.fill(recent, 1);
    released = 1;
    gain = 1;
  }

  /** The gain of the last block that a limiter of this thread has had, frame by frame. */
  float[] gains() {
    return Workspace.ofThread().gains;
  }

  /** The gain four groups before the end of the group whose peak this is. */
  private float next(float peak) {
    System.arraycopy(needed, 1, needed, 0, needed.length - 1);
    needed[needed.length - 1] = peak > THRESHOLD ? THRESHOLD / peak : 1;
    float lowest = 1;
    for (float one : needed) {
      lowest = Math.min(lowest, one);
    }
    released = Math.min(lowest, released + (1 - released) * recovery);
    if (released > 1 - 1e-6f && lowest == 1) {
      released = 1;
    }
    System.arraycopy(recent, 1, recent, 0, recent.length - 1);
    recent[recent.length - 1] = released;
    float sum = 0;
    for (float one : recent) {
      sum += one;
    }
    return sum / recent.length;
  }

  private static float loudest(float[] peaks, int from) {
    float loudest = 0;
    for (int frame = from; frame < from + GROUP; frame++) {
      if (peaks[frame] > loudest) {
        loudest = peaks[frame];
      }
    }
    return loudest;
  }

  private static void draw(float[] gains, int from, float start, float change, float[] ramp) {
    for (int frame = 0; frame < GROUP; frame++) {
      gains[from + frame] = start + change * ramp[frame];
    }
  }

  private static void apply(float[] gains, float[] output) {
    for (int frame = 0; frame < BLOCK; frame++) {
      output[frame] *= gains[frame];
    }
  }

  private static float[] ramp() {
    float[] ramp = new float[GROUP];
    for (int frame = 0; frame < GROUP; frame++) {
      ramp[frame] = (float) frame / GROUP;
    }
    return ramp;
  }
}
