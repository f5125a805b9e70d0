package io.auralis.access;

import java.util.concurrent.TimeUnit;

/** How many controls a session may send: ten within any second. The connection's thread. */
public final class ControlAllowance {

  public static final int CONTROLS_PER_SECOND = 10;

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** When the last ten were taken, the oldest at {@code next}. */
  private final long[] taken = new long[CONTROLS_PER_SECOND];

  private int next;
  private int count;

  /** Takes one more, if the tenth before it is a second ago. */
  public boolean take(long nowNanos) {
    if (count == CONTROLS_PER_SECOND && nowNanos - taken[next] < WINDOW_NANOS) {
      return false;
    }
    taken[next] = nowNanos;
    next = (next + 1) % CONTROLS_PER_SECOND;
    count = Math.min(count + 1, CONTROLS_PER_SECOND);
    return true;
  }
}
