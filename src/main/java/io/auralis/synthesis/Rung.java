package io.auralis.synthesis;

import io.auralis.audio.AudioFormat;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A tier and what became of it.
 *
 * <p>It also remembers which stations it served last. That tells a run that cannot be rendered from
 * a tier that is broken, when the run was alone in its batch. Owned by one thread.
 */
final class Rung {

  private static final Logger LOG = Logger.getLogger(Rung.class.getName());

  /** How long a success for another station speaks for the tier: 2 s. */
  static final long RECENT_FRAMES = 2L * AudioFormat.SAMPLE_RATE_HZ;

  /** Lonely runs that may fail one after the other before the tier itself is to blame. */
  static final int MAX_DOUBTS = 2;

  private final int index;
  private final Tier tier;
  private final Synthesiser synthesiser;
  private final BackOff backOff = new BackOff();
  private final String openFailure;
  private boolean works;
  private boolean fallen;
  private long failedFrame = Long.MIN_VALUE;
  private long playedFrame = Long.MIN_VALUE;
  private SynthesisException failure;
  private long falls;
  private long recoveries;
  private long rejections;

  private Seam served;
  private long servedFrame;
  private Seam servedBefore;
  private long servedBeforeFrame;
  private int doubts;

  /** Opens a tier; one that does not open is warned of. */
  Rung(int index, Tier tier) {
    this.index = index;
    this.tier = tier;
    Synthesiser opened = null;
    String reason = "";
    try {
      opened = tier.opener().get();
    } catch (RuntimeException | Error e) {
      reason = reason(e);
      String name = Character.toUpperCase(tier.name().charAt(0)) + tier.name().substring(1);
      LOG.log(Level.WARNING, String.format(Locale.ROOT, "%s cannot be used: %s", name, reason));
    }
    synthesiser = opened;
    openFailure = reason;
    works = opened != null;
  }

  int index() {
    return index;
  }

  Tier.Kind kind() {
    return tier.kind();
  }

  String label() {
    return tier.label();
  }

  Synthesiser synthesiser() {
    return synthesiser;
  }

  boolean open() {
    return synthesiser != null;
  }

  /** Why it did not open; empty if it did. */
  String openFailure() {
    return openFailure;
  }

  /** Whether it rendered when it was tried last. */
  boolean works() {
    return works;
  }

  /** Whether it failed while it played, and did not play since. */
  boolean fallen() {
    return fallen;
  }

  /** Whether it failed in the tick at {@code frame}. */
  boolean failedAt(long frame) {
    return failedFrame == frame;
  }

  /** Whether it failed, and is to be tried again. */
  boolean due(long frame) {
    return open() && !works && backOff.due(frame);
  }

  /** What it failed with last, for listeners; null if it never did. */
  SynthesisException failure() {
    return failure;
  }

  /** It failed while it played. */
  void fell(Throwable by, long frame) {
    falls++;
    fallen = true;
    failed(by, frame);
  }

  /** It failed in a run that was thrown away. */
  void failed(Throwable by, long frame) {
    works = false;
    failedFrame = frame;
    failure = told(by);
    backOff.failed(frame);
  }

  /** It rendered a run that was thrown away. */
  void triedWithSuccess() {
    works = true;
  }

  /** It rendered what stations hear. */
  void played(long frame) {
    playedFrame = frame;
  }

  /** Whether it rendered what stations hear in the tick at {@code frame}. */
  boolean playedAt(long frame) {
    return playedFrame == frame;
  }

  /** It renders stations that had nowhere else to go. */
  void holds() {
    works = true;
    fallen = false;
  }

  /** Stations return to it. */
  void recovered(long frame) {
    if (fallen) {
      recoveries++;
      holds();
      backOff.playsAgain(frame);
    }
  }

  void rejected() {
    rejections++;
  }

  /** It rendered a run of this station. */
  void served(Seam seam, long frame) {
    doubts = 0;
    if (seam != served) {
      servedBefore = served;
      servedBeforeFrame = servedFrame;
      served = seam;
    }
    servedFrame = frame;
  }

  /** Whether it rendered a run of another station a moment ago. */
  boolean servedAnother(Seam than, long frame) {
    boolean before = served == than;
    Seam other = before ? servedBefore : served;
    return other != null && frame - (before ? servedBeforeFrame : servedFrame) <= RECENT_FRAMES;
  }

  /**
   * Whether a run that was alone in its batch is to blame for its failure. Some in a row may be,
   * then it is the tier.
   */
  boolean blames(Seam alone, long frame) {
    if (doubts == MAX_DOUBTS || !servedAnother(alone, frame)) {
      return false;
    }
    doubts++;
    return true;
  }

  SynthesisReport.TierReport report() {
    String device = open() ? synthesiser.description() : SynthesisReport.NO_DEVICE;
    return new SynthesisReport.TierReport(tier.label(), device, falls, recoveries, rejections);
  }

  void close() {
    if (open()) {
      synthesiser.close();
    }
  }

  /** A failure as listeners may read it. */
  static SynthesisException told(Throwable failure) {
    return failure instanceof SynthesisException known
        ? known
        : new SynthesisException("Synthesis failed", failure);
  }

  /** A failure as operators read it. */
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
