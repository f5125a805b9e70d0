package io.auralis.station;

import io.auralis.audio.AudioFormat;
import java.util.Arrays;

/**
 * Tells listeners of problems: at most one of a kind per second of station time.
 *
 * <p>Owned by the render thread.
 */
final class ProblemReporter {

  private static final long INTERVAL_FRAMES = AudioFormat.SAMPLE_RATE_HZ;

  private final StationEvents events;
  private final long[] lastReported = new long[StationProblem.values().length];

  ProblemReporter(StationEvents events) {
    this.events = events;
    Arrays.fill(lastReported, -INTERVAL_FRAMES);
  }

  /**
   * Reports a problem unless one of its kind was reported within the last second.
   *
   * @param frame when it happened, in station time
   * @return whether it was reported
   */
  boolean report(StationProblem problem, String message, long frame) {
    if (frame - lastReported[problem.ordinal()] < INTERVAL_FRAMES) {
      return false;
    }
    lastReported[problem.ordinal()] = frame;
    events.problemOccurred(problem, message);
    return true;
  }
}
