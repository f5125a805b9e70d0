package io.auralis.limits;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs tasks that nobody waits for, whose failure an executor would swallow. Whatever a task
 * throws, errors of the JVM included, is counted and logged, and nothing else ends by it.
 *
 * <p>Logs at most one failure a minute, with its stack trace. Thread-safe.
 */
public final class TaskGuard {

  private static final Logger LOG = Logger.getLogger(TaskGuard.class.getName());

  private final String what;
  private final LineBudget lines;
  private final LongAdder failures = new LongAdder();

  /**
   * A guard.
   *
   * @param what the beginning of a sentence for the log: "A tick of the station"
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public TaskGuard(String what, LongSupplier nanoClock) {
    this.what = what;
    lines = new LineBudget(1, 1, nanoClock);
  }

  /** Runs a task; false if it threw. */
  public boolean run(Runnable task) {
    try {
      task.run();
      return true;
    } catch (Throwable e) {
      failed(e);
      return false;
    }
  }

  /** Counts and logs what a task threw. Throws nothing. */
  public void failed(Throwable failure) {
    failures.increment();
    try {
      if (lines.take()) {
        long untold = lines.takeAllLeftOut();
        String more = untold == 0 ? "" : " (and " + untold + " times more since the last line)";
        LOG.log(Level.SEVERE, what + " failed; the service goes on" + more, failure);
      }
    } catch (Throwable e) {
      // There may be no memory for a line either. The count tells of it.
    }
  }

  /** Failures since the start. */
  public long failures() {
    return failures.sum();
  }
}
