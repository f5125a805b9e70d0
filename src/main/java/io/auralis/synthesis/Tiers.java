package io.auralis.synthesis;

import io.auralis.model.ModelException;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Renders all stations of a process on whatever still works: an ordered list of tiers, the best
 * first, shared by all stations. What a station remembers is in its {@link Seam}.
 *
 * <ul>
 *   <li>All runs of a tick that are on the same tier go to it in one batch.
 *   <li>A batch that fails is tried again in halves. A run that fails alone goes on with the next
 *       tier. Its station keeps away from the tier that rejected it, the others stay there.
 *   <li>A tier that renders nothing of a batch has fallen: all go on with the next one.
 *   <li>Whatever failed is rendered again at once, for the same blocks: no gap. Where the audio of
 *       two tiers differs, it fades.
 *   <li>What failed is tried again after a {@link BackOff} by a run that is thrown away. If that
 *       goes well, each station returns at its own next phrase boundary. One that begins meanwhile
 *       begins there.
 * </ul>
 *
 * <p>What does not open is logged here; what happens later is in the {@link #report} and in {@link
 * Seam#takeFailure}, which the stations tell of.
 *
 * <p>One thread at a time: the one that renders. {@link #report} may be read by any.
 */
public final class Tiers implements AutoCloseable {

  private final Ladder ladder;
  private final Batch batch;
  private final WayBack wayBack;

  /**
   * Opens all tiers, so that a fall costs no time. One that does not open is warned of once and
   * left out until the service starts again.
   *
   * @param tiers the best first; the last should be {@link Tier#silence}
   * @throws ModelException if no tier opens
   */
  public Tiers(List<Tier> tiers) {
    this(tiers, SynthesisObserver.NONE, () -> 0);
  }

  /**
   * Opens all tiers and has their times observed.
   *
   * @param tiers the best first; the last should be {@link Tier#silence}
   * @param observer is told of each run that succeeds, on the thread that renders
   * @param nanoTime a monotonic clock in nanoseconds, which is read around each run
   * @throws ModelException if no tier opens
   */
  public Tiers(List<Tier> tiers, SynthesisObserver observer, LongSupplier nanoTime) {
    ladder = new Ladder(tiers);
    batch = new Batch(observer, nanoTime);
    wayBack = new WayBack(ladder, batch);
  }

  /**
   * Renders a run of each station; afterwards the audio of all is there. Nothing is thrown for what
   * a device does. If even the last tier fails, the station's audio is silent; its seam has the
   * failure.
   *
   * @param frame where the clock of all stations stands, for the back-off; never goes back. In
   *     frames at 44,100 Hz from any epoch, the same in each call
   * @param runs one of each station at most; they may differ in length and position
   */
  public void render(long frame, List<Run> runs) {
    for (Run run : runs) {
      place(run);
    }
    for (Rung rung : ladder.rungs()) {
      batch.clear();
      for (Run run : runs) {
        if (run.seam().rung() == rung.index()) {
          batch.add(run, run.audio());
        }
      }
      if (batch.size() > 0) {
        play(rung, frame);
      }
    }
    wayBack.rise(runs, frame);
    for (Run run : runs) {
      run.seam().heard(run.audio(), run.controls().startFrame(), run.controls().blocks());
    }
    wayBack.probe(runs, frame);
    batch.clear();
  }

  /**
   * Blocks of 100 ms that the tier that plays likes to get in one call of {@link #render}, all
   * stations together: some dozens on a CPU, many on an accelerator.
   */
  public int batchBlocks() {
    return ladder.current().synthesiser().batchBlocks();
  }

  /** What renders now, and what does not any more; immutable. */
  public SynthesisReport report() {
    return ladder.report();
  }

  /** What renders now, for people: device and software with versions. */
  public String description() {
    return report().description();
  }

  /**
   * Has a tier that failed tried again while nobody listens, if that is due: renders {@code probe}
   * on it and throws it away. Does nothing if all is well.
   *
   * @param frame as in {@link #render}
   * @param probe any run
   */
  public void recover(long frame, ControlBlock probe) {
    wayBack.recover(probe, frame);
    batch.clear();
  }

  /** Releases native memory. Closing twice is harmless. */
  @Override
  public void close() {
    ladder.rungs().forEach(Rung::close);
  }

  /** Decides where a run is tried first. */
  private void place(Run run) {
    Seam seam = run.seam();
    seam.falls(false);
    if (!seam.followedBy(run.controls().startFrame())) {
      seam.phraseBoundary();
    }
    if (seam.rung() == Seam.NEW) {
      seam.rung(ladder.working(0));
      seam.kind(ladder.rung(seam.rung()).kind());
    } else if (!ladder.rung(seam.rung()).works()) {
      Rung fallen = ladder.rung(seam.rung());
      seam.tell(fallen.failure());
      seam.rung(ladder.working(fallen.index() + 1));
      seam.falls(true);
    }
  }

  /** Renders a batch on a tier; runs that fail go on with a tier below. */
  private void play(Rung rung, long frame) {
    boolean works = batch.render(rung);
    if (works) {
      played(rung, frame);
    }
    if (batch.failed() > 0) {
      boolean alone = works || batch.size() == 1 && rung.blames(batch.run(0).seam(), frame);
      if (ladder.isLast(rung)) {
        ladder.failed(batch.failure());
      } else if (!alone) {
        ladder.fell(rung, batch.failure(), frame);
      }
      for (int i = 0; i < batch.size(); i++) {
        if (batch.failure(i) != null) {
          goOn(rung, batch.run(i), batch.failure(i), alone, frame);
        }
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      if (batch.failure(i) == null) {
        batch.run(i).seam().acceptedBy(rung);
        join(batch.run(i), rung.kind());
      }
    }
  }

  /** A tier that stations chose has recovered; one that they fell to only holds them. */
  private void played(Rung rung, long frame) {
    boolean chosen = false;
    rung.played(frame);
    for (int i = 0; i < batch.size(); i++) {
      if (batch.failure(i) == null) {
        rung.served(batch.run(i).seam(), frame);
        chosen |= !batch.run(i).seam().falls();
      }
    }
    if (chosen) {
      ladder.recovered(rung, frame);
    } else {
      rung.holds();
    }
  }

  private void goOn(Rung rung, Run run, Throwable failure, boolean alone, long frame) {
    Seam seam = run.seam();
    seam.tell(Rung.told(failure));
    if (ladder.isLast(rung)) {
      Arrays.fill(run.audio().samples(), 0f);
      join(run, Tier.Kind.SILENCE);
      return;
    }
    if (alone) {
      ladder.rejected(rung, seam, failure, frame);
    }
    seam.rung(ladder.below(rung.index(), frame));
    seam.falls(true);
  }

  /** Fades where what is heard differs from what was. */
  private static void join(Run run, Tier.Kind kind) {
    if (run.seam().kind() != kind) {
      run.seam().land(run.audio(), run.controls().startFrame());
      run.seam().kind(kind);
    }
  }
}
