package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * How tiers and stations come back after a failure: a tier is tried by a run that is thrown away,
 * and each station returns to it at its own phrase boundary. Owned by one thread.
 */
final class WayBack {

  private final Ladder ladder;
  private final Batch batch;
  private final Spares spares = new Spares();
  private final List<Run> risers = new ArrayList<>();
  private int turn;

  WayBack(Ladder ladder, Batch batch) {
    this.ladder = ladder;
    this.batch = batch;
  }

  /** Takes stations that begin a phrase to the best tier that works for them. */
  void rise(List<Run> runs, long frame) {
    risers.clear();
    int lowest = 0;
    for (Run run : runs) {
      if (run.seam().takeBoundary() && run.seam().rung() > 0) {
        risers.add(run);
        lowest = Math.max(lowest, run.seam().rung());
      }
    }
    for (int better = 0; better < lowest; better++) {
      int next = 0;
      while (next < risers.size() && ladder.rung(better).works()) {
        next = riseTo(ladder.rung(better), next, frame);
      }
    }
    risers.clear();
  }

  /** Takes some stations, as many as there are spares; returns the next one. */
  private int riseTo(Rung better, int first, long frame) {
    batch.clear();
    int next = first;
    int blocks = 0;
    for (; next < risers.size(); next++) {
      Run run = risers.get(next);
      if (run.seam().rung() > better.index() && !run.seam().barredFrom(better)) {
        int more = run.controls().blocks();
        if (blocks > 0 && blocks + more > Spares.MAX_BLOCKS) {
          break;
        }
        blocks += more;
        batch.add(run, spares.take(more));
      }
    }
    if (batch.size() > 0) {
      renderBoth(better, frame);
    }
    spares.giveBack();
    return next;
  }

  private void renderBoth(Rung better, long frame) {
    boolean works = batch.render(better);
    // A tier that plays for others in this tick is not broken, whatever these runs do.
    boolean runsToBlame =
        better.playedAt(frame) || batch.size() == 1 && better.blames(batch.run(0).seam(), frame);
    if (!works && !runsToBlame) {
      ladder.failedTrial(better, batch.failure(), frame);
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      Seam seam = batch.run(i).seam();
      if (batch.failure(i) != null) {
        ladder.rejectedTrial(better, seam, batch.failure(i), frame);
        continue;
      }
      if (seam.kind() != better.kind()) {
        Fades.crossfade(batch.run(i).audio(), batch.audio(i), batch.run(i).controls().blocks());
        seam.kind(better.kind());
      }
      seam.playsAgain(better, frame);
      better.served(seam, frame);
    }
    if (works) {
      ladder.recovered(better, frame);
    }
  }

  /** Tries at most one tier for all and one for a single station, so that the tick stays short. */
  void probe(List<Run> runs, long frame) {
    int lowest = 0;
    for (Run run : runs) {
      lowest = Math.max(lowest, run.seam().rung());
    }
    if (lowest == 0) {
      return;
    }
    for (int better = 0; better < lowest; better++) {
      if (ladder.rung(better).due(frame)) {
        probe(ladder.rung(better), runs, frame);
        break;
      }
    }
    for (Run run : runs) {
      for (int better = 0; better < run.seam().rung(); better++) {
        Rung rung = ladder.rung(better);
        if (rung.works() && run.seam().due(rung, frame)) {
          probe(rung, run, frame);
          return;
        }
      }
    }
  }

  /** Tries a tier with another station's run each time, for one that it rejects proves nothing. */
  private void probe(Rung rung, List<Run> runs, long frame) {
    turn++;
    Run probe = null;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(Math.floorMod(turn + i, runs.size()));
      if (run.seam().rung() > rung.index()) {
        probe = run;
        if (!run.seam().barredFrom(rung)) {
          break;
        }
      }
    }
    if (tryOut(rung, probe.seam(), probe.controls())) {
      rung.triedWithSuccess();
      rung.served(probe.seam(), frame);
    } else {
      ladder.failedTrial(rung, batch.failure(), frame);
    }
  }

  /** Tries a tier that rejected a station. */
  private void probe(Rung rung, Run run, long frame) {
    if (tryOut(rung, run.seam(), run.controls())) {
      run.seam().acceptedBy(rung);
      rung.served(run.seam(), frame);
    } else if (rung.servedAnother(run.seam(), frame)) {
      ladder.rejectedTrial(rung, run.seam(), batch.failure(), frame);
    } else {
      // Nobody else plays there who could tell.
      ladder.failedTrial(rung, batch.failure(), frame);
    }
  }

  /** Tries the best tier that may have recovered, while nobody listens. */
  void recover(ControlBlock controls, long frame) {
    for (int better = 0; better < ladder.current().index(); better++) {
      Rung rung = ladder.rung(better);
      if (rung.works() || rung.due(frame)) {
        if (tryOut(rung, new Seam(), controls)) {
          ladder.recovered(rung, frame);
        } else {
          ladder.failedTrial(rung, batch.failure(), frame);
        }
        return;
      }
    }
  }

  private boolean tryOut(Rung rung, Seam seam, ControlBlock controls) {
    AudioBlock spare = spares.take(controls.blocks());
    batch.clear();
    batch.add(new Run(seam, controls, spare), spare);
    boolean works = batch.render(rung);
    spares.giveBack();
    return works;
  }
}
