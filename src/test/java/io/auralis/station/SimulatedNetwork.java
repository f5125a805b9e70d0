package io.auralis.station;

import java.util.PriorityQueue;
import java.util.Random;

/** Messages under way, in simulated time: they come late, twice, or after they were lost. */
final class SimulatedNetwork {

  private final Behaviour behaviour;
  private final Random random;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long sent;

  /**
   * How a network behaves.
   *
   * @param mostDelay of a message, one way, in frames
   * @param lossPercent messages that are lost and sent again
   * @param resendAfter when a lost message is sent again, in frames
   * @param doubledPercent messages that arrive twice
   * @param clocksApart of two replicas, in frames, at most
   * @param margin that a control lies beyond the lead, in frames
   * @param ahead that the next phrase is asked for, in frames
   */
  record Behaviour(
      int mostDelay,
      int lossPercent,
      int resendAfter,
      int doubledPercent,
      int clocksApart,
      long margin,
      long ahead) {}

  private record Event(long time, long order, Runnable task) implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
    }
  }

  SimulatedNetwork(Behaviour behaviour, Random random) {
    this.behaviour = behaviour;
    this.random = random;
  }

  /** Time in frames. */
  long now() {
    return now;
  }

  void advance(long frames) {
    now += frames;
    runUntil(now);
  }

  /** Delivers what arrives until a time. */
  void runUntil(long time) {
    while (!events.isEmpty() && events.peek().time <= time) {
      events.remove().task.run();
    }
  }

  /** Delivers all that is under way. */
  void heal() {
    runUntil(Long.MAX_VALUE);
  }

  /** Delivers something after a delay, not before {@code earliest}; returns when. */
  long send(Runnable task, long earliest) {
    long arrives = now + random.nextInt(behaviour.mostDelay + 1);
    while (random.nextInt(100) < behaviour.lossPercent) {
      arrives += behaviour.resendAfter;
    }
    arrives = Math.max(arrives, earliest);
    events.add(new Event(arrives, sent++, task));
    if (random.nextInt(100) < behaviour.doubledPercent) {
      events.add(new Event(arrives + random.nextInt(behaviour.mostDelay + 1), sent++, task));
    }
    return arrives;
  }
}
