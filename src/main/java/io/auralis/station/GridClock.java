package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * The clock of a station that began later than another one: its frame 0 stands at a chunk of that
 * one, so that chunks of both are due together. Thread-safe.
 */
public final class GridClock implements StationClock {

  private final StationClock grid;
  private final long offset;

  /** A clock whose epoch is the last chunk of a grid that was due. */
  public GridClock(StationClock grid) {
    this.grid = grid;
    this.offset = grid.frames() / AudioFormat.BLOCK_FRAMES * AudioFormat.BLOCK_FRAMES;
  }

  @Override
  public long frames() {
    return grid.frames() - offset;
  }

  @Override
  public Duration until(long frame) {
    return grid.until(frame + offset);
  }

  @Override
  public Instant wallTime(long frame) {
    return grid.wallTime(frame + offset);
  }

  @Override
  public LongFunction<Instant> wallTimes() {
    LongFunction<Instant> times = grid.wallTimes();
    return frame -> times.apply(frame + offset);
  }
}
