package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Reads the system's monotonic clock: a correction of the wall clock does not disturb the stream.
 *
 * <p>The epoch is the moment of construction unless it is set. The wall clock is asked once, at
 * construction: replicas on machines whose clocks agree stay together from then on.
 */
public final class MonotonicClock implements StationClock {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Instant epoch;

  /** The reading of {@link System#nanoTime} at the epoch. */
  private final long epochNanos;

  /** A clock whose epoch is now. */
  public MonotonicClock() {
    this(Instant.now());
  }

  /**
   * A clock that began to count at a moment, at most 200 years ago.
   *
   * @throws IllegalArgumentException if that is in the future
   */
  public MonotonicClock(Instant epoch) {
    long now = System.nanoTime();
    Duration since = Duration.between(epoch, Instant.now());
    if (since.isNegative()) {
      throw new IllegalArgumentException("The epoch " + epoch + " is in the future");
    }
    this.epoch = epoch;
    this.epochNanos = now - since.toNanos();
  }

  @Override
  public long frames() {
    long nanos = System.nanoTime() - epochNanos;
    long seconds = nanos / NANOS_PER_SECOND;
    // Whole seconds apart: nanos * 44,100 would overflow after 58 hours.
    return seconds * AudioFormat.SAMPLE_RATE_HZ
        + nanos % NANOS_PER_SECOND * AudioFormat.SAMPLE_RATE_HZ / NANOS_PER_SECOND;
  }

  @Override
  public Duration until(long frame) {
    long nanos = nanosAt(frame) - (System.nanoTime() - epochNanos);
    return Duration.ofNanos(Math.max(0, nanos));
  }

  @Override
  public Instant wallTime(long frame) {
    return epoch.plusNanos(nanosAt(frame));
  }

  /** The first nanosecond at which {@link #frames()} reads {@code frame}. */
  private static long nanosAt(long frame) {
    long seconds = frame / AudioFormat.SAMPLE_RATE_HZ;
    long rest = frame % AudioFormat.SAMPLE_RATE_HZ * NANOS_PER_SECOND;
    return seconds * NANOS_PER_SECOND
        + (rest + AudioFormat.SAMPLE_RATE_HZ - 1) / AudioFormat.SAMPLE_RATE_HZ;
  }
}
