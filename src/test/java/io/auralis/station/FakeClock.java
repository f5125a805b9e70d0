package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test turns. */
public final class FakeClock implements StationClock {

  static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private volatile long frames;

  /** How far the wall clock was stepped. */
  private volatile Duration stepped = Duration.ZERO;

  /** Work that a test pretends. */
  private long pretendedNanos;

  /** Pretends work: its cost is measured, station time stands still. */
  public void work(Duration time) {
    pretendedNanos += time.toNanos();
  }

  public void advance(Duration time) {
    frames += time.toMillis() * AudioFormat.SAMPLE_RATE_HZ / 1000;
  }

  /** Steps the wall clock; station time goes on. */
  public void step(Duration by) {
    stepped = stepped.plus(by);
  }

  @Override
  public long frames() {
    return frames;
  }

  /** A clock of work: station time, and what was pretended. */
  public long nanos() {
    return frames / AudioFormat.SAMPLE_RATE_HZ * 1_000_000_000L
        + frames % AudioFormat.SAMPLE_RATE_HZ * 1_000_000_000L / AudioFormat.SAMPLE_RATE_HZ
        + pretendedNanos;
  }

  @Override
  public Duration until(long frame) {
    return Duration.ofNanos(
        Math.max(0, frame - frames) * 1_000_000_000L / AudioFormat.SAMPLE_RATE_HZ);
  }

  @Override
  public Instant wallTime(long frame) {
    return EPOCH.plus(stepped).plusNanos(frame * 10_000_000L / 441);
  }
}
