package io.auralis.stations;

import io.auralis.synthesis.SynthesisReport;

/**
 * A moment of a render group, safe to read from any thread.
 *
 * @param synthesis what renders, and what failed
 * @param blockMillis smoothed time that a block of one station takes, all work included
 * @param load share of a tick's time that is spent on work, smoothed; above 1 it falls behind
 * @param personalStep how much of personal stations is left out: 0 for nothing
 * @param sharedStep the same for shared stations
 * @param shed steps shed since the start
 * @param restored steps given back since the start
 */
public record GroupStatus(
    SynthesisReport synthesis,
    double blockMillis,
    double load,
    int personalStep,
    int sharedStep,
    long shed,
    long restored) {

  /** Seconds of audio per second of work, for one station; 0 before the first. */
  public double realTimeFactor() {
    return blockMillis == 0 ? 0 : 100 / blockMillis;
  }

  /** How much of a kind's stations is left out: 0 for nothing. */
  public int step(StationKind kind) {
    return kind == StationKind.SHARED ? sharedStep : personalStep;
  }
}
