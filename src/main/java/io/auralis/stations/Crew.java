package io.auralis.stations;

import io.auralis.limits.TaskGuard;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does the same for many stations on several threads, and returns when all is done: within a tick
 * the order of its steps stays as it is.
 *
 * <p>The caller works, too. What throws for one station is counted and costs the others nothing.
 * One caller at a time.
 */
final class Crew implements AutoCloseable {

  /** Fewer stations than this for each thread are not worth waking it. */
  static final int WORTH_A_THREAD = 4;

  private final TaskGuard guard;
  private final int helpers;
  private final ExecutorService threads;

  /**
   * @param threads that work, the caller's included; at least 1
   * @param guard counts what throws
   */
  Crew(int threads, TaskGuard guard) {
    this.guard = guard;
    this.helpers = threads - 1;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "auralis-render-crew");
              thread.setDaemon(true);
              thread.setPriority(Thread.MAX_PRIORITY);
              return thread;
            });
  }

  /** Does something for each station; one thread at a time for each. */
  <T> void forEach(List<T> stations, Consumer<? super T> action) {
    int wanted = Math.min(helpers, stations.size() / WORTH_A_THREAD - 1);
    if (wanted <= 0) {
      for (T station : stations) {
        guard.run(() -> action.accept(station));
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < stations.size(); i = next.getAndIncrement()) {
            T station = stations.get(i);
            guard.run(() -> action.accept(station));
          }
        };
    Phaser all = new Phaser(1);
    for (int i = 0; i < wanted; i++) {
      all.register();
      try {
        threads.execute(
            () -> {
              try {
                work.run();
              } finally {
                all.arriveAndDeregister();
              }
            });
      } catch (RejectedExecutionException e) {
        // The service ends: the caller does the rest.
        all.arriveAndDeregister();
      } catch (RuntimeException | Error e) {
        // No thread can be had: the caller does it all.
        all.arriveAndDeregister();
        guard.failed(e);
      }
    }
    work.run();
    all.arriveAndAwaitAdvance();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
