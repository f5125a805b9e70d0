package io.auralis.synthesis;

import io.auralis.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The tiers of a process from the best down, which of them plays, and the report of them.
 *
 * <p>Owned by one thread; the report may be read by any.
 */
final class Ladder {

  private static final Logger LOG = Logger.getLogger(Ladder.class.getName());

  private final List<Rung> rungs = new ArrayList<>();
  private final int last;
  private int current;
  private String lastFailure = "";
  private volatile SynthesisReport report;

  /**
   * Opens all tiers.
   *
   * @throws ModelException if none opens
   */
  Ladder(List<Tier> tiers) {
    if (tiers.size() > Integer.SIZE) {
      throw new IllegalArgumentException(tiers.size() + " tiers; allowed are 1 to " + Integer.SIZE);
    }
    int lowest = -1;
    for (Tier tier : tiers) {
      Rung rung = new Rung(rungs.size(), tier);
      rungs.add(rung);
      if (rung.open()) {
        lowest = rung.index();
      } else {
        lastFailure = rung.openFailure();
      }
    }
    last = lowest;
    if (last < 0) {
      throw new ModelException("No way to make audio is left: " + lastFailure);
    }
    current = working(0);
    if (current().kind() == Tier.Kind.SILENCE) {
      LOG.log(
          Level.SEVERE,
          "CRITICAL: nothing is left that makes music; listeners hear silence. " + lastFailure);
    }
    takeReport();
  }

  List<Rung> rungs() {
    return rungs;
  }

  Rung rung(int index) {
    return rungs.get(index);
  }

  /** The best tier that stations play on. */
  Rung current() {
    return rungs.get(current);
  }

  /** The lowest tier that is open; there is nowhere to fall to from it. */
  boolean isLast(Rung rung) {
    return rung.index() == last;
  }

  /** Index of the best tier from {@code from} on that works. */
  int working(int from) {
    for (int index = from; index < last; index++) {
      if (rungs.get(index).works()) {
        return index;
      }
    }
    return last;
  }

  /**
   * Index of the tier that a run goes on with, whose own tier failed. It may have failed before: an
   * attempt costs less than the music.
   *
   * @param from index of the tier that failed, not the last
   * @param frame of the tick: what has failed in it is not tried again
   */
  int below(int from, long frame) {
    for (int index = from + 1; index < last; index++) {
      Rung rung = rungs.get(index);
      if (rung.open() && !rung.failedAt(frame)) {
        return index;
      }
    }
    return last;
  }

  /** A tier failed for all stations that play on it. */
  void fell(Rung rung, Throwable failure, long frame) {
    rung.fell(failure, frame);
    if (rung.index() == current) {
      current = below(current, frame);
    }
    failed(failure);
  }

  /** A tier failed in a run that is thrown away. */
  void failedTrial(Rung rung, Throwable failure, long frame) {
    if (rung.fallen()) {
      rung.failed(failure, frame);
      failed(failure);
    } else {
      fell(rung, failure, frame);
    }
  }

  /** A tier cannot render this station's run, but others'. */
  void rejected(Rung rung, Seam seam, Throwable failure, long frame) {
    rung.rejected();
    rejectedTrial(rung, seam, failure, frame);
  }

  /** A tier cannot render this station's run that is thrown away, but others'. */
  void rejectedTrial(Rung rung, Seam seam, Throwable failure, long frame) {
    seam.rejectedBy(rung, frame);
    failed(failure);
  }

  /** Something failed that changes nothing else. */
  void failed(Throwable failure) {
    lastFailure = Rung.reason(failure);
    takeReport();
  }

  /** Stations play on a tier that had failed. */
  void recovered(Rung rung, long frame) {
    if (rung.fallen() || rung.index() < current) {
      rung.recovered(frame);
      current = Math.min(current, rung.index());
      takeReport();
    }
  }

  SynthesisReport report() {
    return report;
  }

  private void takeReport() {
    Rung playing = current();
    boolean degraded =
        playing.kind() != rungs.get(0).kind()
            || rungs.subList(0, current).stream().anyMatch(Rung::open);
    report =
        new SynthesisReport(
            playing.label(),
            playing.synthesiser().description(),
            degraded,
            playing.kind() != Tier.Kind.SILENCE,
            lastFailure,
            rungs.stream().map(Rung::report).toList());
  }
}
