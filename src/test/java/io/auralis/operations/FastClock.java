package io.auralis.operations;

import io.auralis.audio.AudioFormat;
import io.auralis.station.StationClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time passes as fast as stations can wait for it, and work takes as long as a test says. */
final class FastClock implements StationClock {

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong worked = new AtomicLong();

  /** Has work take time, which the stopwatch shows and nobody waits for. */
  void work(Duration time) {
    worked.addAndGet(time.toNanos());
  }

  /** Nobody gets to run for a while. */
  void stall(Duration time) {
    frames.addAndGet(time.toMillis() * AudioFormat.SAMPLE_RATE_HZ / 1_000);
  }

  /** The stopwatch that measures work, in nanoseconds. */
  long nanos() {
    return System.nanoTime() + worked.get();
  }

  @Override
  public long frames() {
    return frames.get();
  }

  @Override
  public Duration until(long frame) {
    frames.accumulateAndGet(frame, Math::max);
    return Duration.ofMillis(1);
  }

  @Override
  public Instant wallTime(long frame) {
    return EPOCH.plusNanos(frame * 10_000_000L / 441);
  }
}
