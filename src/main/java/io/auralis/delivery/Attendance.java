package io.auralis.delivery;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Who listens, who was turned away, and why listeners left; thread-safe. */
public final class Attendance {

  private final int places;
  private final AtomicInteger present = new AtomicInteger();
  private final Map<RefusalReason, LongAdder> refused = DeliveryCounts.adders(RefusalReason.class);
  private final Map<DisconnectReason, LongAdder> left =
      DeliveryCounts.adders(DisconnectReason.class);

  Attendance(int places) {
    this.places = places;
  }

  /** Takes a place if one is free. */
  boolean enter() {
    int before;
    do {
      before = present.get();
      if (before >= places) {
        return false;
      }
    } while (!present.compareAndSet(before, before + 1));
    return true;
  }

  /** Gives the place back. */
  void leave(DisconnectReason reason) {
    present.decrementAndGet();
    left.get(reason).increment();
  }

  /** Gives back the place of a listener that could not join after all. */
  void withdraw() {
    present.decrementAndGet();
  }

  /** Counts somebody who was turned away. */
  public void refuse(RefusalReason reason) {
    refused.get(reason).increment();
  }

  /** Listeners now. */
  public int present() {
    return present.get();
  }

  /** Listeners that there may be at once. */
  public int places() {
    return places;
  }

  /** Listeners turned away for this reason, since the start. */
  public long refused(RefusalReason reason) {
    return refused.get(reason).sum();
  }

  /** Connections that ended for this reason, since the start. */
  public long left(DisconnectReason reason) {
    return left.get(reason).sum();
  }
}
