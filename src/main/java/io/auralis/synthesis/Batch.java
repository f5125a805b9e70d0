package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The runs of several stations on one tier: rendered together, and in halves if that fails, so that
 * one bad run does not cost the others.
 *
 * <p>Halves of one size are all tried before smaller ones. So the first success is found soon, and
 * a tier that renders nothing at all is given up after a few attempts, however large the batch is.
 *
 * <p>Reused from batch to batch: {@link #clear}, {@link #add}, {@link #render}. Owned by one
 * thread.
 */
final class Batch {

  private static final Logger LOG = Logger.getLogger(Batch.class.getName());

  /** Attempts that a tier has to render anything: the whole, its halves and quarters. */
  private static final int MIN_PATIENCE = 7;

  /** Bad runs that a batch may have at least before the tier itself is to blame. */
  private static final int BAD_RUNS = 4;

  private final LongSupplier nanoTime;
  private SynthesisObserver observer;
  private final List<Run> runs = new ArrayList<>();
  private final List<ControlBlock> controls = new ArrayList<>();
  private final List<AudioBlock> audio = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Throwable failure;
  private int failed;

  private record Range(int from, int to) {}

  /**
   * @param observer is told of what succeeds
   * @param nanoTime a clock for it
   */
  Batch(SynthesisObserver observer, LongSupplier nanoTime) {
    this.observer = observer;
    this.nanoTime = nanoTime;
  }

  /** Forgets all runs. */
  void clear() {
    runs.clear();
    controls.clear();
    audio.clear();
    failures.clear();
    failure = null;
    failed = 0;
  }

  /**
   * Adds a run.
   *
   * @param to receives its audio
   */
  void add(Run run, AudioBlock to) {
    runs.add(run);
    controls.add(run.controls());
    audio.add(to);
    failures.add(null);
  }

  int size() {
    return runs.size();
  }

  Run run(int index) {
    return runs.get(index);
  }

  AudioBlock audio(int index) {
    return audio.get(index);
  }

  /** What a run failed with; null if its audio is there. */
  Throwable failure(int index) {
    return failures.get(index);
  }

  /** What failed last; null if nothing did. */
  Throwable failure() {
    return failure;
  }

  /** Runs without audio. */
  int failed() {
    return failed;
  }

  /**
   * Renders what was added, as far as that goes.
   *
   * @return whether the tier works; false if it rendered nothing, or little with many attempts
   */
  boolean render(Rung rung) {
    if (attempt(rung, 0, size())) {
      return true;
    }
    if (size() == 1) {
      fail(0);
      return false;
    }
    Deque<Range> open = new ArrayDeque<>();
    halve(0, size(), open);
    int attempts = 1;
    boolean rendered = false;
    while (!open.isEmpty()) {
      if (attempts >= patience(rendered)) {
        open.forEach(this::fail);
        return false;
      }
      Range next = open.remove();
      if (attempt(rung, next.from, next.to)) {
        rendered = true;
        continue;
      }
      attempts++;
      if (next.to - next.from == 1) {
        fail(next.from);
      } else {
        halve(next.from, next.to, open);
      }
    }
    return rendered;
  }

  /** Attempts that may fail. */
  private int patience(boolean rendered) {
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(size() - 1);
    return rendered ? BAD_RUNS * (levels + 2) : Math.max(MIN_PATIENCE, levels + 2);
  }

  private static void halve(int from, int to, Deque<Range> open) {
    int middle = (from + to) >>> 1;
    open.add(new Range(from, middle));
    open.add(new Range(middle, to));
  }

  private void fail(Range range) {
    for (int index = range.from; index < range.to; index++) {
      fail(index);
    }
  }

  private void fail(int index) {
    failures.set(index, failure);
    failed++;
  }

  private boolean attempt(Rung rung, int from, int to) {
    long began = nanoTime.getAsLong();
    try {
      rung.synthesiser().render(controls.subList(from, to), audio.subList(from, to));
    } catch (RuntimeException | Error e) {
      failure = e;
      return false;
    }
    tell(rung, from, to, nanoTime.getAsLong() - began);
    return true;
  }

  /** An observer that throws is not told any more: it must not cost anybody the audio. */
  private void tell(Rung rung, int from, int to, long nanos) {
    if (observer == SynthesisObserver.NONE) {
      return;
    }
    int blocks = 0;
    for (int index = from; index < to; index++) {
      blocks += controls.get(index).blocks();
    }
    try {
      observer.rendered(rung.label(), blocks, nanos);
    } catch (RuntimeException e) {
      observer = SynthesisObserver.NONE;
      LOG.log(Level.WARNING, "The times of synthesis are not observed any more", e);
    }
  }
}
