package io.auralis.station;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * A station's time: frames at 44,100 Hz since its epoch. The only place where wall time exists.
 *
 * <p>Thread-safe.
 */
public interface StationClock {

  /** Frames since the epoch; never goes back. */
  long frames();

  /** How long until the clock reads {@code frame}; zero if it did already. */
  Duration until(long frame);

  /**
   * Wall time at which the clock reads {@code frame}, as the machine's wall clock goes now: a
   * correction of that clock moves the wall times of all frames, and no frame.
   */
  Instant wallTime(long frame);

  /** Wall times of frames that belong together, even if the wall clock is corrected meanwhile. */
  default LongFunction<Instant> wallTimes() {
    return this::wallTime;
  }
}
