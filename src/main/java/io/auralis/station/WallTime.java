package io.auralis.station;

import io.auralis.limits.LineBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What the wall clock would have read at a station's epoch, had it always gone as it goes now.
 *
 * <p>Looks at the wall clock whenever it is asked:
 *
 * <ul>
 *   <li>A difference that reading two clocks explains changes nothing, so that times of chunks are
 *       exactly 100 ms apart.
 *   <li>A larger one is a clock that is slewed: it is followed by at most one part in a hundred.
 *   <li>Beyond {@link #STEP} the clock was stepped, or the machine slept while the monotonic clock
 *       stood still: it is followed at once, with a line in the log.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class WallTime {

  /** Where NTP's daemons draw the line between slewing and stepping. */
  static final Duration STEP = Duration.ofMillis(128);

  /** Some systems advance their wall clock only every 16 ms. */
  static final Duration TOLERANCE = Duration.ofMillis(20);

  /** The difference is followed by this part of the time that passes. */
  private static final int SLEW_PART = 100;

  /** Below this a slewed clock counts as reached. */
  private static final Duration REACHED = Duration.ofMillis(1);

  /** Between the two readings the thread was held up: the difference means nothing. */
  private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final Logger LOG = Logger.getLogger(WallTime.class);
  private static final int LINES_AT_ONCE = 5;

  private final LongSupplier sinceEpoch;
  private final InstantSource wallClock;
  private final String consequence;
  private final LineBudget lines;
  private Instant epoch;
  private long followedAt;
  private boolean slewing;

  /**
   * @param epoch what the wall clock read at the epoch, as far as is known now
   * @param sinceEpoch nanoseconds since then by the monotonic clock
   * @param consequence what a step means besides, at the end of its line in the log; may be empty
   */
  WallTime(Instant epoch, LongSupplier sinceEpoch, InstantSource wallClock, String consequence) {
    this.epoch = epoch;
    this.sinceEpoch = sinceEpoch;
    this.wallClock = wallClock;
    this.consequence = consequence;
    lines = new LineBudget(LINES_AT_ONCE, 1, sinceEpoch);
    followedAt = sinceEpoch.getAsLong();
  }

  /** The epoch in wall time. */
  synchronized Instant epoch() {
    long before = sinceEpoch.getAsLong();
    Instant wall = wallClock.instant();
    long after = sinceEpoch.getAsLong();
    if (after - before <= HELD_UP_NANOS) {
      follow(Duration.between(epoch.plusNanos(before), wall), before);
    }
    return epoch;
  }

  private void follow(Duration ahead, long now) {
    Duration distance = ahead.abs();
    if (distance.compareTo(STEP) > 0) {
      epoch = epoch.plus(ahead);
      slewing = false;
      tell(ahead);
    } else if (distance.compareTo(slewing ? REACHED : TOLERANCE) > 0) {
      slewing = true;
      Duration most = Duration.ofNanos((now - followedAt) / SLEW_PART);
      Duration by = distance.compareTo(most) < 0 ? distance : most;
      epoch = ahead.isNegative() ? epoch.minus(by) : epoch.plus(by);
    } else {
      slewing = false;
    }
    followedAt = now;
  }

  private void tell(Duration ahead) {
    if (lines.take()) {
      LOG.warn(
          String.format(
              Locale.ROOT,
              "The wall clock of this machine went %s by %.1f s. The times of chunks follow it; the"
                  + " music plays on under the same index%s",
              ahead.isNegative() ? "back" : "forward",
              ahead.abs().toMillis() / 1e3,
              consequence));
    }
  }
}
