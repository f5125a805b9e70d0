package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.Polyphony;
import java.util.List;

/**
 * Sheds polyphony and effects when rendering gets slow, long before a chunk is late, and gives it
 * back when the machine has had time to spare for a while.
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

  private final List<Step> steps;
  private int step;
  private long strainedSince = Long.MAX_VALUE;
  private long relaxedSince = Long.MAX_VALUE;
  private long settledAt;
  private long shed;
  private long restored;

  /** What is played, from all to least. */
  private record Step(Polyphony polyphony, boolean dry) {}

  /**
   * @param effects whether there are effects to shed
   */
  LoadGovernor(boolean effects) {
    Polyphony oneOscillator = new Polyphony(false, Integer.MAX_VALUE);
    Polyphony fewer = new Polyphony(false, 24);
    Polyphony few = new Polyphony(false, 12);
    steps =
        effects
            ? List.of(
                new Step(Polyphony.FULL, false),
                new Step(oneOscillator, false),
                new Step(fewer, false),
                new Step(fewer, true),
                new Step(few, true))
            : List.of(
                new Step(Polyphony.FULL, false),
                new Step(oneOscillator, false),
                new Step(fewer, false),
                new Step(few, false));
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
        && step < mostShed()
        && (danger || frame >= settledAt)
        && frame - strainedSince >= STRAIN_FRAMES) {
      shed++;
      move(1, frame);
      return true;
    }
    if (relaxed && step > 0 && frame - relaxedSince >= RELAX_FRAMES) {
      restored++;
      move(-1, frame);
      return true;
    }
    return false;
  }

  Polyphony polyphony() {
    return steps.get(step).polyphony;
  }

  /** Whether effects are to be left out. */
  boolean dry() {
    return steps.get(step).dry;
  }

  /** 0 for everything, to {@link #mostShed}. */
  int step() {
    return step;
  }

  /** The step with the least to do. */
  int mostShed() {
    return steps.size() - 1;
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
    step += by;
    settledAt = frame + SETTLE_FRAMES;
    strainedSince = Long.MAX_VALUE;
    relaxedSince = Long.MAX_VALUE;
  }
}
