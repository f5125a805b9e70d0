package io.auralis.stations;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.Polyphony;
import java.util.List;

/**
 * Sheds polyphony and effects when the ticks of a group take most of their time, and gives it back
 * when there has been time to spare for a while. Personal stations shed first, all of it. Shared
 * ones shed where no personal ones play, or where their own lead runs out all the same.
 *
 * <p>A step saves less than half of the work, and is given back only where the work could double:
 * so it cannot swing. Time is the group's, in frames. The render thread's.
 */
final class LoadGovernor {

  /** Above this share of a tick's time a step is shed. */
  static final double STRAINED = 0.8;

  /** Below this share a step may be given back. */
  static final double RELAXED = 0.38;

  /** Below this share of the lead the next chunk is in danger. */
  static final double DANGER = 0.4;

  private static final double WHOLE_LEAD = 0.8;

  /** Strain that lasts no longer is a hiccup. */
  private static final long STRAIN_FRAMES = AudioFormat.SAMPLE_RATE_HZ * 3 / 10;

  /** What a step changes is heard by the measurement after this. */
  private static final long SETTLE_FRAMES = 2L * AudioFormat.SAMPLE_RATE_HZ;

  private static final long RELAX_FRAMES = 20L * AudioFormat.SAMPLE_RATE_HZ;

  /** What is played, from all to least. */
  private static final List<Step> STEPS =
      List.of(
          new Step(Polyphony.FULL, false),
          new Step(new Polyphony(false, Integer.MAX_VALUE), false),
          new Step(new Polyphony(false, 24), false),
          new Step(new Polyphony(false, 24), true),
          new Step(new Polyphony(false, 12), true));

  /** The step with the least to do. */
  static final int MOST = STEPS.size() - 1;

  private int personal;
  private int shared;
  private long strainedSince = Long.MAX_VALUE;
  private long relaxedSince = Long.MAX_VALUE;
  private long settledAt;
  private long shed;
  private long restored;

  /**
   * How much a station plays.
   *
   * @param polyphony how many voices
   * @param dry whether effects are left out
   */
  record Step(Polyphony polyphony, boolean dry) {}

  /**
   * Looks at the load once a tick.
   *
   * @param frame the group's time
   * @param load share of a tick's time that is spent on work, smoothed
   * @param sharedLead how much of the lead is left at the shared station where it is least, 0 to 1
   * @param personalLead the same of personal stations
   * @param personalStations whether some of them play
   * @return whether a step changed
   */
  boolean observe(
      long frame, double load, double sharedLead, double personalLead, boolean personalStations) {
    double leadShare = Math.min(sharedLead, personalLead);
    boolean danger = leadShare < DANGER;
    boolean strained = danger || load > STRAINED;
    boolean relaxed = load < RELAXED && leadShare >= WHOLE_LEAD;
    boolean sharedMay = !personalStations || sharedLead < DANGER;
    strainedSince = strained ? Math.min(strainedSince, frame) : Long.MAX_VALUE;
    relaxedSince = relaxed ? Math.min(relaxedSince, frame) : Long.MAX_VALUE;
    if (strained
        && (danger || frame >= settledAt)
        && frame - strainedSince >= STRAIN_FRAMES
        && shed(personalStations, sharedMay)) {
      shed++;
      settle(frame);
      return true;
    }
    if (relaxed && frame - relaxedSince >= RELAX_FRAMES && restore()) {
      restored++;
      settle(frame);
      return true;
    }
    return false;
  }

  /** How much the stations of a kind play now. */
  Step of(StationKind kind) {
    return STEPS.get(step(kind));
  }

  /** 0 for everything, to {@link #MOST}. */
  int step(StationKind kind) {
    return kind == StationKind.SHARED ? shared : personal;
  }

  /** Steps shed since the start. */
  long shed() {
    return shed;
  }

  /** Steps given back since the start. */
  long restored() {
    return restored;
  }

  private boolean shed(boolean personalStations, boolean sharedMay) {
    if (personalStations && personal < MOST) {
      personal++;
    } else if (sharedMay && shared < MOST) {
      shared++;
    } else {
      return false;
    }
    return true;
  }

  private boolean restore() {
    if (shared > 0) {
      shared--;
    } else if (personal > 0) {
      personal--;
    } else {
      return false;
    }
    return true;
  }

  private void settle(long frame) {
    settledAt = frame + SETTLE_FRAMES;
    strainedSince = Long.MAX_VALUE;
    relaxedSince = Long.MAX_VALUE;
  }
}
