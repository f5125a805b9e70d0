package io.auralis.stations;

import io.auralis.station.StationClock;
import io.auralis.synthesis.Run;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Completes the leads of stations in batches: all of a batch plan, go through the graph together,
 * and take their audio.
 *
 * <p>Shared stations come first. Where a tick takes too long, personal stations wait for the next
 * one. The render thread's.
 */
final class BatchRenderer {

  /** A tick renders no longer, however much history there is to make: controls have their turn. */
  private static final long LONGEST_TICK_NANOS = Duration.ofSeconds(1).toNanos();

  /** From here on a tick renders for shared stations only. */
  private static final long PERSONAL_TICK_NANOS = Duration.ofMillis(90).toNanos();

  private final StationClock clock;
  private final Tiers tiers;
  private final Crew crew;
  private final LongSupplier nanoClock;
  private final RunBuffers buffers = new RunBuffers();
  private boolean overloaded;
  private long nanos;
  private int blocks;
  private int stations;

  BatchRenderer(StationClock clock, Tiers tiers, Crew crew, LongSupplier nanoClock) {
    this.clock = clock;
    this.tiers = tiers;
    this.crew = crew;
    this.nanoClock = nanoClock;
  }

  /**
   * Renders until all leads are complete, or the tick has taken too long.
   *
   * @param due shared stations first
   * @param began when the tick began
   */
  void render(List<LiveStation> due, long began) {
    overloaded = false;
    nanos = 0;
    blocks = 0;
    stations = 0;
    List<LiveStation> wanting = renderRound(due, began);
    // Later rounds are for the same stations again.
    int first = stations;
    while (!wanting.isEmpty()) {
      wanting = renderRound(wanting, began);
    }
    stations = first;
  }

  /** Whether stations have to wait for the next tick. */
  boolean isOverloaded() {
    return overloaded;
  }

  /** Time that the blocks of the last tick took. */
  long nanos() {
    return nanos;
  }

  /** Blocks of the last tick. */
  int blocks() {
    return blocks;
  }

  /** Stations that they were for. */
  int stations() {
    return stations;
  }

  /** Has a tier that failed tried again with what a station would play now. */
  void recover(LiveStation any) {
    RunBuffers.Seat seat = buffers.seat(List.of(any)).get(0);
    any.station().sample(seat.controls());
    tiers.recover(clock.frames(), seat.controls());
  }

  /** Holds no station any longer. */
  void release() {
    buffers.release();
  }

  /** Gives each station a part of its lead; returns those that may want more. */
  private List<LiveStation> renderRound(List<LiveStation> wanting, long began) {
    List<LiveStation> again = new ArrayList<>();
    int size = Math.max(1, tiers.batchBlocks());
    for (int from = 0; from < wanting.size(); from += size) {
      List<LiveStation> batch = wanting.subList(from, Math.min(from + size, wanting.size()));
      long elapsed = nanoClock.getAsLong() - began;
      if (elapsed > LONGEST_TICK_NANOS) {
        overloaded = true;
        return List.of();
      }
      if (elapsed > PERSONAL_TICK_NANOS && batch.get(0).kind() == StationKind.PERSONAL) {
        overloaded = true;
        again.removeIf(station -> station.kind() == StationKind.PERSONAL);
        return again;
      }
      renderBatch(batch, again);
    }
    return again;
  }

  private void renderBatch(List<LiveStation> batch, List<LiveStation> again) {
    long began = nanoClock.getAsLong();
    List<RunBuffers.Seat> seats = buffers.seat(batch);
    crew.forEach(seats, RunBuffers.Seat::plan);
    List<RunBuffers.Seat> planned = new ArrayList<>(seats.size());
    List<Run> runs = new ArrayList<>(seats.size());
    int wanted = 0;
    for (RunBuffers.Seat seat : seats) {
      if (seat.blocks() > 0) {
        planned.add(seat);
        runs.add(seat.run());
        again.add(seat.station());
        wanted += seat.blocks();
      }
    }
    if (wanted > 0) {
      tiers.render(clock.frames(), runs);
      crew.forEach(planned, RunBuffers.Seat::take);
      nanos += nanoClock.getAsLong() - began;
      blocks += wanted;
      stations += planned.size();
    }
  }
}
