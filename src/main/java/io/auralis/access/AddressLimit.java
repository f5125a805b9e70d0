package io.auralis.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many sessions one client address may have, as {@link IpAddress#client()} tells it.
 * Thread-safe.
 */
public final class AddressLimit {

  private final int limit;
  private final Map<String, Integer> sessions = new ConcurrentHashMap<>();

  /** A limit, or 0 for none. */
  public AddressLimit(int limit) {
    this.limit = limit;
  }

  /** The limit, or 0 for none. */
  public int limit() {
    return limit;
  }

  /** Counts a session in, if there may be one more. */
  public boolean enter(String address) {
    if (limit == 0) {
      return true;
    }
    boolean[] entered = new boolean[1];
    sessions.compute(
        address,
        (same, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < limit;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  /** Counts a session out that entered. */
  public void leave(String address) {
    sessions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  /** Addresses that have sessions. */
  public int addresses() {
    return sessions.size();
  }
}
