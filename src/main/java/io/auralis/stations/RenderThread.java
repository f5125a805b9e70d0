package io.auralis.stations;

import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The thread that ticks. Each tick says how long to wait for the next one, to the nanosecond.
 *
 * <p>Whatever a tick throws is counted and logged, and the thread goes on.
 */
final class RenderThread implements TickThread {

  private static final Logger LOG = Logger.getLogger(RenderThread.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  /** A group that has not ticked for so long has no next tick. */
  private static final Duration MISSED = Duration.ofSeconds(2);

  /** Pause after a tick that threw; without it a group that cannot go on would spin. */
  private static final Duration RETRY = Duration.ofMillis(100);

  private final TaskGuard guard;
  private final Supplier<Duration> tick;
  private final LongSupplier lastTickNanos;
  private final ScheduledThreadPoolExecutor executor;

  /** The tick that waits for its time; the thread's. */
  private Future<?> next;

  /**
   * @param tick does what is due and says how long to wait for the next one
   * @param lastTickNanos when the last tick ended, as {@link System#nanoTime} counts
   */
  RenderThread(TaskGuard guard, Supplier<Duration> tick, LongSupplier lastTickNanos) {
    this.guard = guard;
    this.tick = tick;
    this.lastTickNanos = lastTickNanos;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "auralis-render");
              thread.setDaemon(true);
              thread.setPriority(Thread.MAX_PRIORITY);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void start() {
    tickNow();
    executor.scheduleWithFixedDelay(
        () -> guard.run(this::revive), MISSED.toMillis(), MISSED.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Schedules the next tick anew, too. */
  @Override
  public void tickNow() {
    execute(this::tickAndSchedule);
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> guard.run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("The render thread has ended", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The render thread did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tickAndSchedule() {
    if (next != null) {
      next.cancel(false);
    }
    Duration wait = RETRY;
    try {
      wait = tick.get();
    } catch (RuntimeException | Error e) {
      guard.failed(e);
    }
    long nanos = Math.max(1, wait.toNanos());
    try {
      next = executor.schedule(() -> guard.run(this::tickAndSchedule), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The service ends: this was the last tick.
      LOG.debug("The render thread has ended", e);
    }
  }

  /** Ticks if the next tick could not even be scheduled, say for want of memory. */
  private void revive() {
    if (System.nanoTime() - lastTickNanos.getAsLong() > MISSED.toNanos()) {
      tickAndSchedule();
    }
  }
}
