package io.auralis.station;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.delivery.Broadcaster;
import java.util.Locale;

/**
 * Hands a station's chunks to its listeners when they are due, in order and none twice, and counts
 * those that are late.
 *
 * <p>What it begins with is history up to the clock: it wakes nobody, and is there for listeners
 * that heard it elsewhere. Owned by the render thread.
 */
final class Publisher {

  /** A station that fell this far behind, say in a suspended machine, goes on at the clock. */
  private static final long MAX_BACKLOG_CHUNKS = 100;

  /** A chunk published this much after its time is an underrun. */
  private static final long LATE_FRAMES = AudioFormat.BLOCK_FRAMES;

  private final StationClock clock;
  private final Master master;
  private final Broadcaster broadcaster;
  private final ProblemReporter problems;
  private final StationEvents events;
  private long next;

  /** What lies before it is history. */
  private long historyUntil;

  private long punctualFrom;
  private long underruns;

  Publisher(
      StationClock clock,
      Master master,
      Broadcaster broadcaster,
      ProblemReporter problems,
      StationEvents events) {
    this.clock = clock;
    this.master = master;
    this.broadcaster = broadcaster;
    this.problems = problems;
    this.events = events;
  }

  /**
   * Begins after a pause.
   *
   * @param first the chunk to begin with
   * @param due the chunk at the clock
   */
  void begin(long first, long due) {
    next = first;
    historyUntil = due;
    punctualFrom = Long.MAX_VALUE;
  }

  /** Leaves out what is far too late: true if it did. */
  boolean skipBacklog(long due) {
    // History is no backlog, however much of it there is.
    long behind = due - Math.max(next, historyUntil);
    if (behind <= MAX_BACKLOG_CHUNKS) {
      return false;
    }
    events.fellBehind(behind);
    next = due;
    punctualFrom = due + 1;
    return true;
  }

  /** Publishes all chunks up to one, as far as they are rendered. */
  void publish(long due) {
    while (next <= due) {
      AudioChunk chunk = master.chunk(next);
      if (chunk == null) {
        return;
      }
      boolean history = next < historyUntil;
      if (!history) {
        if (punctualFrom == Long.MAX_VALUE) {
          // Nobody has waited for what became due while the history was made.
          punctualFrom = clock.frames() / AudioFormat.BLOCK_FRAMES + 1;
        }
        countIfLate();
      }
      // Before it is handed over: whatever that throws, no chunk goes out twice.
      next++;
      if (history) {
        broadcaster.recall(chunk);
      } else {
        broadcaster.publish(chunk);
      }
    }
  }

  /** Whether all history is there, and what comes next is heard. */
  boolean isLive() {
    return next >= historyUntil;
  }

  /** The chunk to publish next. */
  long next() {
    return next;
  }

  /** Chunks that were late since the start. */
  long underruns() {
    return underruns;
  }

  private void countIfLate() {
    long late = clock.frames() - next * AudioFormat.BLOCK_FRAMES;
    if (late > LATE_FRAMES && next >= punctualFrom) {
      underruns++;
      problems.report(
          StationProblem.BUFFER_UNDERRUN,
          String.format(Locale.ROOT, "Audio is %d ms late", Timeline.millis(late)),
          clock.frames());
    }
  }
}
