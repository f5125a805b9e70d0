package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a station remembers of the {@link Tiers} that render it: on which of them it plays, which of
 * them rejected its runs, and the last frame that was heard. So a change of tier does not click.
 *
 * <p>One belongs to each station, and it is used with one {@code Tiers} only. It holds a few
 * numbers, some 100 bytes. Owned by the thread that renders; needs no closing.
 */
public final class Seam {

  /** The rung of a station that has not been rendered yet. */
  static final int NEW = -1;

  private float lastLeft;
  private float lastRight;
  private long endFrame = Long.MIN_VALUE;
  private int rung = NEW;
  private Tier.Kind kind;
  private boolean boundary;
  private boolean falls;
  private SynthesisException untold;

  /** A bit for each tier that rejected the station and was not tried with success since. */
  private int barred;

  /** Made with the first rejection. */
  private BackOff[] backOffs;

  /**
   * A phrase begins in the run that is rendered next: a good moment for a change of tier that
   * listeners may notice. A run that does not follow the one before is such a moment, too.
   */
  public void phraseBoundary() {
    boundary = true;
  }

  /** The failure that the last run survived without a gap, once; empty if there was none. */
  public Optional<SynthesisException> takeFailure() {
    Optional<SynthesisException> taken = Optional.ofNullable(untold);
    untold = null;
    return taken;
  }

  /** Has a failure told to the station's listeners. */
  void tell(SynthesisException failure) {
    untold = failure;
  }

  boolean takeBoundary() {
    boolean taken = boundary;
    boundary = false;
    return taken;
  }

  /** Whether a run continues what was heard last. */
  boolean followedBy(long startFrame) {
    return startFrame == endFrame;
  }

  /** Keeps the last frame of a run of {@code blocks} blocks. */
  void heard(AudioBlock audio, long startFrame, int blocks) {
    lastLeft = audio.samples()[AudioBlock.offset(blocks - 1, 1) - 1];
    lastRight = audio.samples()[AudioBlock.offset(blocks, 0) - 1];
    endFrame = startFrame + (long) blocks * AudioFormat.BLOCK_FRAMES;
  }

  /** Has a run that follows another tier's begin where that one broke off, and fade in. */
  void land(AudioBlock audio, long startFrame) {
    boolean follows = followedBy(startFrame);
    Fades.land(
        audio,
        follows && Float.isFinite(lastLeft) ? lastLeft : 0f,
        follows && Float.isFinite(lastRight) ? lastRight : 0f);
  }

  /** Index of the tier that the station plays on; {@link #NEW} before its first run. */
  int rung() {
    return rung;
  }

  void rung(int index) {
    rung = index;
  }

  /** Whether the run that is rendered now comes from a better tier that failed. */
  boolean falls() {
    return falls;
  }

  void falls(boolean now) {
    falls = now;
  }

  /** What the station heard last, or begins with; null before its first run. */
  Tier.Kind kind() {
    return kind;
  }

  void kind(Tier.Kind heard) {
    kind = heard;
  }

  /** A tier failed at {@code frame} with this station's run, though it renders others. */
  void rejectedBy(Rung by, long frame) {
    barred |= 1 << by.index();
    if (backOffs == null) {
      backOffs = new BackOff[by.index() + 1];
    } else if (backOffs.length <= by.index()) {
      backOffs = Arrays.copyOf(backOffs, by.index() + 1);
    }
    if (backOffs[by.index()] == null) {
      backOffs[by.index()] = new BackOff();
    }
    backOffs[by.index()].failed(frame);
  }

  /** Whether the station keeps away from a tier. */
  boolean barredFrom(Rung from) {
    return (barred & 1 << from.index()) != 0;
  }

  /** Whether a tier that rejected the station is to be tried again. */
  boolean due(Rung by, long frame) {
    return barredFrom(by) && backOffs[by.index()].due(frame);
  }

  /** A tier that rejected the station rendered a run of it. */
  void acceptedBy(Rung by) {
    barred &= ~(1 << by.index());
  }

  /** The station plays on a tier again. */
  void playsAgain(Rung on, long frame) {
    rung = on.index();
    if (backOffs != null && on.index() < backOffs.length && backOffs[on.index()] != null) {
      backOffs[on.index()].playsAgain(frame);
    }
  }
}
