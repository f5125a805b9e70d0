package io.auralis.access;

import io.auralis.limits.TokenBucket;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * How many controls one address may send, whichever way they come: two people that turn a knob at
 * once stay far below, and a program that sends without end is told to wait.
 *
 * <p>Thread-safe. Holds the addresses that sent something in the last seconds, at most {@link
 * #MOST_ADDRESSES}.
 */
public final class ControlLimit {

  /** Controls a second. */
  public static final int PER_SECOND = 20;

  /** Controls at once, from an address that was quiet for two seconds. */
  public static final int AT_ONCE = 40;

  /** With more, the one that was quiet for longest is forgotten, and has its whole budget again. */
  static final int MOST_ADDRESSES = 10_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Forgotten for each one that comes, so that a crowd that has gone leaves nothing behind. */
  private static final int FORGET = 2;

  private final LongSupplier nanoClock;

  /** The one that was quiet for longest comes first. */
  private final Map<String, TokenBucket> addresses = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public ControlLimit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Counts a control of an address.
   *
   * @param address of IPv6 a /64; may be null
   * @return nothing if it is taken, else the whole seconds, at least one, after which to try again
   */
  public synchronized OptionalInt take(String address) {
    long now = nanoClock.getAsLong();
    forget(now);
    TokenBucket bucket =
        addresses.computeIfAbsent(address, it -> new TokenBucket(AT_ONCE, PER_SECOND, now));
    if (!bucket.take(1, now)) {
      double seconds = bucket.nanosUntil(1, now) / NANOS_PER_SECOND;
      return OptionalInt.of(Math.max(1, (int) Math.ceil(seconds)));
    }
    while (addresses.size() > MOST_ADDRESSES) {
      removeEldest();
    }
    return OptionalInt.empty();
  }

  /** Addresses that it knows. */
  synchronized int addresses() {
    return addresses.size();
  }

  private void forget(long now) {
    for (int i = 0; i < FORGET && !addresses.isEmpty(); i++) {
      // An address without a bucket and one with a full bucket may do the same.
      if (!addresses.values().iterator().next().isFull(now)) {
        return;
      }
      removeEldest();
    }
  }

  private void removeEldest() {
    Iterator<String> eldest = addresses.keySet().iterator();
    eldest.next();
    eldest.remove();
  }
}
