package io.auralis.limits;

import java.util.concurrent.TimeUnit;

/**
 * A budget that fills up with time: so much at once, and so much a second from then on.
 *
 * <p>Thread-safe. Times are readings in nanoseconds of a clock whose zero means nothing; one that
 * goes back fills nothing.
 */
public final class TokenBucket {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final double capacity;
  private final double perNano;
  private double tokens;
  private long readAt;

  /**
   * A full budget.
   *
   * @param capacity what may be taken at once
   * @param perSecond what comes back each second
   * @param now the clock's reading
   * @throws IllegalArgumentException if either is not above 0
   */
  public TokenBucket(double capacity, double perSecond, long now) {
    if (!(capacity > 0) || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "Expected above 0: capacity " + capacity + ", perSecond " + perSecond);
    }
    this.capacity = capacity;
    this.perNano = perSecond / NANOS_PER_SECOND;
    this.tokens = capacity;
    this.readAt = now;
  }

  /** Takes an amount if that much is left. */
  public synchronized boolean take(double amount, long now) {
    fill(now);
    if (tokens < amount) {
      return false;
    }
    tokens -= amount;
    return true;
  }

  /** Nanoseconds until an amount can be taken; 0 if it can be now. */
  public synchronized long nanosUntil(double amount, long now) {
    fill(now);
    return (long) Math.ceil(Math.max(0, amount - tokens) / perNano);
  }

  /** Whether nothing is missing: it is then like a new one. */
  public synchronized boolean isFull(long now) {
    fill(now);
    return tokens >= capacity;
  }

  private void fill(long now) {
    long elapsed = now - readAt;
    if (elapsed > 0) {
      tokens = Math.min(capacity, tokens + elapsed * perNano);
      readAt = now;
    }
  }
}
