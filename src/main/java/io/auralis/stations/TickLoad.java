package io.auralis.stations;

import io.auralis.audio.AudioFormat;
import java.util.function.LongConsumer;

/**
 * How much of its time a render group works, and what a block costs it.
 *
 * <p>All work between two lines of the grid of 100 ms counts as that tick's. The render thread
 * measures; any thread may read.
 */
final class TickLoad {

  private static final double TICK_NANOS = AudioFormat.BLOCK_MILLIS * 1e6;

  /** A second, about. */
  private static final double SMOOTHING = 0.1;

  private final LongConsumer ended;
  private long slot = Long.MIN_VALUE;
  private double workInSlot;
  private double wakingInSlot;
  private volatile double load;
  private volatile double steady;

  /** Blocks rendered lately and what they took: what is older counts less. */
  private double lateBlocks;

  private double lateNanos;
  private volatile double blockNanos;

  /**
   * @param ended is told how many nanoseconds of work a tick took, once the next one began
   */
  TickLoad(LongConsumer ended) {
    this.ended = ended;
  }

  /**
   * Some work was done.
   *
   * @param now the tick that it belongs to, a count of 100 ms
   * @param nanos it took
   * @param renderNanos how much of it was spent on blocks
   * @param blocks that were rendered
   * @param stations that they were rendered for: one that wakes gets many blocks, once
   */
  void worked(long now, long nanos, long renderNanos, int blocks, int stations) {
    if (slot == Long.MIN_VALUE) {
      slot = now;
    }
    if (now > slot) {
      ended.accept((long) workInSlot);
      load = mix(load, workInSlot / TICK_NANOS);
      steady = mix(steady, (workInSlot - wakingInSlot) / TICK_NANOS);
      // Ticks without any work; after some dozens nothing is left of what was before.
      for (long idle = Math.min(100, now - slot - 1); idle > 0; idle--) {
        load = mix(load, 0);
        steady = mix(steady, 0);
      }
      slot = now;
      workInSlot = 0;
      wakingInSlot = 0;
    }
    workInSlot += nanos;
    if (blocks > 0) {
      wakingInSlot += (double) renderNanos * (blocks - stations) / blocks;
      // By blocks, not by ticks: one that renders few of them says little of many.
      lateBlocks += SMOOTHING * (blocks - lateBlocks);
      lateNanos += SMOOTHING * (renderNanos - lateNanos);
      blockNanos = Math.max(1, lateNanos / lateBlocks);
    }
  }

  /** The share of a tick's time that is spent on work, smoothed; above 1 the group falls behind. */
  double load() {
    return load;
  }

  /** As {@link #load}, without the history and the lead that a station gets once when it wakes. */
  double steadyLoad() {
    return steady;
  }

  /** The share of a tick that one more playing station takes, about; 0 before the first. */
  double stationShare() {
    return blockNanos / TICK_NANOS;
  }

  /** Smoothed time that a block takes, in milliseconds; 0 before the first. */
  double blockMillis() {
    return blockNanos / 1e6;
  }

  private static double mix(double smoothed, double value) {
    return smoothed + SMOOTHING * (value - smoothed);
  }
}
