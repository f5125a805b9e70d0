package io.auralis.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A broadcaster's shards: one for each thread that has listeners, none without; thread-safe. */
final class Shards {

  private final Broadcaster broadcaster;
  private final Map<Executor, Shard> byThread = new ConcurrentHashMap<>(2);

  Shards(Broadcaster broadcaster) {
    this.broadcaster = broadcaster;
  }

  /** The shard of a thread, for one more listener that leaves it once. */
  Shard enter(Executor thread) {
    return byThread.compute(
        thread,
        (executor, shard) -> {
          Shard entered = shard == null ? new Shard(executor, broadcaster) : shard;
          entered.enter();
          return entered;
        });
  }

  /** A listener of the shard has left; the last one takes the shard along. */
  void leave(Shard shard) {
    byThread.computeIfPresent(shard.executor(), (executor, left) -> left.leave() ? null : left);
  }

  /** Has all listeners take what is new; any thread. */
  void wake() {
    byThread.values().forEach(Shard::wake);
  }

  /** Runs something for each listener on its thread; any thread. */
  void forEach(Consumer<Listener> action) {
    byThread.values().forEach(shard -> shard.forEach(action));
  }

  /** How long the slowest thread takes until its last listener has what is new, smoothed. */
  long longestRoundNanos() {
    long longest = 0;
    for (Shard shard : byThread.values()) {
      longest = Math.max(longest, shard.roundNanos());
    }
    return longest;
  }
}
