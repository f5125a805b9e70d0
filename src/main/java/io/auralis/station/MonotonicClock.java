package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Reads the system's monotonic clock: a correction of the wall clock does not disturb the stream.
 *
 * <p>The epoch is the moment of construction.
 */
public final class MonotonicClock implements StationClock {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Instant epoch = Instant.now();
  private final long epochNanos = System.nanoTime();

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
