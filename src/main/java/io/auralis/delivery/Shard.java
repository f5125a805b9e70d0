package io.auralis.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The listeners whose connections belong to one thread, which alone touches them.
 *
 * <p>However often it is told of new chunks, at most one drain waits to run: a thread that cannot
 * keep up has listeners that lag and lose chunks, never a growing queue of work.
 */
final class Shard {

  /** Rounds that a change takes to be believed. */
  private static final int SMOOTHING = 32;

  private final Executor executor;
  private final Broadcaster broadcaster;
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private final List<Listener> listeners = new ArrayList<>(1);

  /** Listeners that entered and did not leave; under the lock of {@link Shards}. */
  private int members;

  /** How long the last one waited for its chunk, smoothed. */
  private volatile long roundNanos;

  Shard(Executor executor, Broadcaster broadcaster) {
    this.executor = executor;
    this.broadcaster = broadcaster;
  }

  /** Counts one listener more; under the lock of {@link Shards}. */
  void enter() {
    members++;
  }

  /** Counts one listener less, under the same lock; true for the last one. */
  boolean leave() {
    return --members == 0;
  }

  Executor executor() {
    return executor;
  }

  /** Has all listeners take what is new; any thread. */
  void wake() {
    if (!drainScheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      long woken = broadcaster.nanos();
      execute(
          () -> {
            drainScheduled.set(false);
            drainAll();
            measure(broadcaster.nanos() - woken);
          });
    } catch (RuntimeException | Error e) {
      // Nothing is scheduled: the next chunk must wake the shard again.
      drainScheduled.set(false);
      broadcaster.guard().failed(e);
    }
  }

  /** From {@link #wake} until the last listener had what was new, smoothed; any thread. */
  long roundNanos() {
    return roundNanos;
  }

  private void measure(long nanos) {
    roundNanos = listeners.isEmpty() ? 0 : roundNanos + (nanos - roundNanos) / SMOOTHING;
  }

  /** Runs a task on the shard's thread, whatever it throws; any thread. */
  void execute(Runnable task) {
    try {
      executor.execute(() -> broadcaster.guard().run(task));
    } catch (RejectedExecutionException e) {
      // The thread ended, and its connections with it.
    }
  }

  /** Runs something for each listener on the shard's thread; any thread. */
  void forEach(Consumer<Listener> action) {
    execute(
        () -> {
          // Backwards: an action may remove its listener.
          for (int i = listeners.size() - 1; i >= 0; i--) {
            Listener listener = listeners.get(i);
            broadcaster.guard().run(() -> action.accept(listener));
          }
        });
  }

  void add(Listener listener) {
    listener.place(listeners.size());
    listeners.add(listener);
  }

  /** Removes a listener in constant time: the last takes its place. */
  void remove(Listener listener) {
    int place = listener.place();
    if (place < 0) {
      return;
    }
    Listener last = listeners.remove(listeners.size() - 1);
    if (last != listener) {
      listeners.set(place, last);
      last.place(place);
    }
    listener.place(-1);
  }

  /** Has one listener take what is new; the shard's thread. */
  void drain(Listener listener) {
    drain(listener, broadcaster.nanos());
  }

  /** A listener that cannot be served ends, and costs the others nothing. */
  private void drain(Listener listener, long now) {
    try {
      listener.drain(now);
    } catch (RuntimeException | Error e) {
      broadcaster.guard().failed(e);
      broadcaster.guard().run(() -> broadcaster.disconnect(listener, DisconnectReason.SEND_FAILED));
    }
  }

  private void drainAll() {
    long now = broadcaster.nanos();
    for (int i = listeners.size() - 1; i >= 0; i--) {
      drain(listeners.get(i), now);
    }
  }
}
