package io.auralis.limits;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many lines of one kind may go into the log. Those that may not are counted, and the count is
 * told once a minute.
 *
 * <p>Thread-safe.
 */
public final class LineBudget {

  private static final double SECONDS_PER_MINUTE = 60;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final TokenBucket lines;
  private final LongSupplier nanoClock;
  private long leftOut;
  private long leftOutSince;

  /**
   * A budget.
   *
   * @param atOnce lines that may be written together
   * @param perMinute lines a minute from then on
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public LineBudget(int atOnce, double perMinute, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    lines = new TokenBucket(atOnce, perMinute / SECONDS_PER_MINUTE, nanoClock.getAsLong());
  }

  /** Whether one more line may be written; if not, it is counted. */
  public synchronized boolean take() {
    long now = nanoClock.getAsLong();
    if (lines.take(1, now)) {
      return true;
    }
    if (leftOut++ == 0) {
      leftOutSince = now;
    }
    return false;
  }

  /** How many lines were left out, a minute after the first of them; else 0. */
  public synchronized long takeLeftOut() {
    return leftOut > 0 && nanoClock.getAsLong() - leftOutSince >= MINUTE_NANOS
        ? takeAllLeftOut()
        : 0;
  }

  /** How many lines were left out since the last call. */
  public synchronized long takeAllLeftOut() {
    long taken = leftOut;
    leftOut = 0;
    return taken;
  }
}
