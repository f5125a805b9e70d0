package io.auralis.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/** The places for listeners, of all stations that share them; thread-safe. */
public final class Places {

  private final int places;
  private final AtomicInteger present = new AtomicInteger();

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
