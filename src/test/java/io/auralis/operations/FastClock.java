package io.auralis.operations;

import io.auralis.audio.AudioFormat;
import io.auralis.station.StationClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time passes as fast as the station can wait for it, and work takes as long as a test says. */
final class FastClock implements StationClock {

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong stopwatch = new AtomicLong();
  private volatile long nanosPerRun = 1_000_000;

  /** What each run of the synthesiser takes from here on. */
  void work(Duration perRun) {
    nanosPerRun = perRun.toNanos();
  }

  /** Nobody gets to run for a while. */
  void stall(Duration time) {
    frames.addAndGet(time.toMillis() * AudioFormat.SAMPLE_RATE_HZ / 1_000);
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

  @Override
  public long stopwatchNanos() {
    return stopwatch.addAndGet(nanosPerRun);
  }
}
