package io.auralis.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The places for listeners, of all stations that share them; thread-safe. */
public final class Places {

  /** Its multiples, modulo 1, are spread evenly however many there are. */
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private final int places;
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicLong turns = new AtomicLong();

  /** So many listeners at once. */
  public Places(int places) {
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

  /**
   * When a listener is to go if all go one after the other, 0 to 1. The turns of any few listeners
   * are spread evenly, whichever stations they listen to.
   */
  double turn() {
    return turns.getAndIncrement() * GOLDEN_RATIO % 1;
  }

  /** Gives a place back. */
  void leave() {
    present.decrementAndGet();
  }

  /** Listeners now. */
  public int present() {
    return present.get();
  }

  /** Listeners that there may be at once. */
  public int places() {
    return places;
  }
}
