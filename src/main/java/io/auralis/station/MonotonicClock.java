package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Counts frames by the system's monotonic clock: nothing that happens to the wall clock disturbs
 * the stream. Wall times follow the wall clock, as {@link WallTime} says.
 *
 * <p>The epoch is the moment of construction unless it is set. A set epoch decides where the count
 * stands at construction and nothing afterwards: replicas on machines whose clocks agree then stay
 * together, because their monotonic clocks go at the same pace.
 */
public final class MonotonicClock implements StationClock {

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final String OUT_OF_STEP =
      ". Its index follows AURALIS_STATION_EPOCH at the start only: restart this instance once its"
          + " clock is right, or it stays so far from the others";

  private final LongSupplier nanoClock;

  /** The reading of the monotonic clock at the epoch. */
  private final long epochNanos;

  private final WallTime wall;

  /** A clock whose epoch is now. */
  public MonotonicClock() {
    this(System::nanoTime, InstantSource.system());
  }

  /**
   * A clock that began to count at a moment, at most 200 years ago.
   *
   * @throws IllegalArgumentException if the wall clock has not reached it
   */
  public MonotonicClock(Instant epoch) {
    this(epoch, System::nanoTime, InstantSource.system());
  }

  /** A clock whose epoch is now, made of two others. */
  MonotonicClock(LongSupplier nanoClock, InstantSource wallClock) {
    this(wallClock.instant(), Duration.ZERO, nanoClock, wallClock, "");
  }

  /** A clock with an epoch, made of two others. */
  MonotonicClock(Instant epoch, LongSupplier nanoClock, InstantSource wallClock) {
    this(epoch, since(epoch, wallClock.instant()), nanoClock, wallClock, OUT_OF_STEP);
  }

  private MonotonicClock(
      Instant epoch,
      Duration since,
      LongSupplier nanoClock,
      InstantSource wallClock,
      String consequence) {
    this.nanoClock = nanoClock;
    this.epochNanos = nanoClock.getAsLong() - since.toNanos();
    this.wall = new WallTime(epoch, this::nanos, wallClock, consequence);
  }

  private static Duration since(Instant epoch, Instant now) {
    if (now.isBefore(epoch)) {
      throw new IllegalArgumentException(
          "The clock of this machine reads "
              + now
              + ", which lies before the epoch "
              + epoch
              + ": set the clock, or an epoch in the past");
    }
    return Duration.between(epoch, now);
  }

  @Override
  public long frames() {
    long nanos = nanos();
    long seconds = nanos / NANOS_PER_SECOND;
    // Whole seconds apart: nanos * 44,100 would overflow after 58 hours.
    return seconds * AudioFormat.SAMPLE_RATE_HZ
        + nanos % NANOS_PER_SECOND * AudioFormat.SAMPLE_RATE_HZ / NANOS_PER_SECOND;
  }

  @Override
  public Duration until(long frame) {
    return Duration.ofNanos(Math.max(0, nanosAt(frame) - nanos()));
  }

  @Override
  public Instant wallTime(long frame) {
    return wallTimes().apply(frame);
  }

  @Override
  public LongFunction<Instant> wallTimes() {
    Instant epoch = wall.epoch();
    return frame -> epoch.plusNanos(nanosAt(frame));
  }

  /** Nanoseconds since the epoch. */
  private long nanos() {
    return nanoClock.getAsLong() - epochNanos;
  }

  /** The first nanosecond at which {@link #frames()} reads {@code frame}. */
  private static long nanosAt(long frame) {
    long seconds = frame / AudioFormat.SAMPLE_RATE_HZ;
    long rest = frame % AudioFormat.SAMPLE_RATE_HZ * NANOS_PER_SECOND;
    return seconds * NANOS_PER_SECOND
        + (rest + AudioFormat.SAMPLE_RATE_HZ - 1) / AudioFormat.SAMPLE_RATE_HZ;
  }
}
