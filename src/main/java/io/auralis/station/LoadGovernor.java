package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.Polyphony;

/**
 * Sheds polyphony when rendering gets slow, long before a chunk is late, and gives it back when the
 * machine has had time to spare for a while.
 *
 * <p>Shedding begins far above real time and giving back further above still: a step saves less
 * than half of the work, so that it cannot swing. Time is the station's, in frames. Owned by one
 * thread.
 */
final class LoadGovernor {

  /** Below this real-time factor a step is shed. */
  static final double STRAINED = 2.5;

  /** Above this real-time factor a step may be given back. */
  static final double RELAXED = 6;

  /** Below this share of the lead the next chunk is in danger. */
  static final double DANGER = 0.4;

  private static final double WHOLE_LEAD = 0.8;

  /** Strain that lasts no longer is a hiccup. */
  private static final long STRAIN_FRAMES = AudioFormat.SAMPLE_RATE_HZ * 3 / 10;

  /** What a step changes is heard by the measurement after this. */
  private static final long SETTLE_FRAMES = 2L * AudioFormat.SAMPLE_RATE_HZ;

  private static final long RELAX_FRAMES = 20L * AudioFormat.SAMPLE_RATE_HZ;

  private Step step = Step.FULL;
  private long strainedSince = Long.MAX_VALUE;
  private long relaxedSince = Long.MAX_VALUE;
  private long settledAt;
  private long shed;
  private long restored;

  /** What is played, from all to least. */
  enum Step {
    FULL(Polyphony.FULL),
    ONE_OSCILLATOR(new Polyphony(false, Integer.MAX_VALUE)),
    TWENTY_FOUR_VOICES(new Polyphony(false, 24)),
    TWELVE_VOICES(new Polyphony(false, 12));

    private final Polyphony polyphony;

    Step(Polyphony polyphony) {
      this.polyphony = polyphony;
    }
  }

  /**
   * Looks at the load once a tick.
   *
   * @param frame station time
   * @param realTimeFactor smoothed; 0 if nothing was rendered yet
   * @param leadShare how much of the lead is left, 0 to 1
   * @return whether the step changed
   */
  boolean observe(long frame, double realTimeFactor, double leadShare) {
    boolean danger = leadShare < DANGER;
    boolean strained = danger || (realTimeFactor > 0 && realTimeFactor < STRAINED);
    boolean relaxed = realTimeFactor > RELAXED && leadShare >= WHOLE_LEAD;
    strainedSince = strained ? Math.min(strainedSince, frame) : Long.MAX_VALUE;
    relaxedSince = relaxed ? Math.min(relaxedSince, frame) : Long.MAX_VALUE;
    if (strained
        && step != Step.TWELVE_VOICES
        && (danger || frame >= settledAt)
        && frame - strainedSince >= STRAIN_FRAMES) {
      shed++;
      move(1, frame);
      return true;
    }
    if (relaxed && step != Step.FULL && frame - relaxedSince >= RELAX_FRAMES) {
      restored++;
      move(-1, frame);
      return true;
    }
    return false;
  }

  Polyphony polyphony() {
    return step.polyphony;
  }

  /** 0 for everything, to 3. */
  int step() {
    return step.ordinal();
  }

  /** Steps shed since the start. */
  long shed() {
    return shed;
  }

  /** Steps given back since the start. */
  long restored() {
    return restored;
  }

  private void move(int by, long frame) {
    step = Step.values()[step.ordinal() + by];
    settledAt = frame + SETTLE_FRAMES;
    strainedSince = Long.MAX_VALUE;
    relaxedSince = Long.MAX_VALUE;
  }
}
