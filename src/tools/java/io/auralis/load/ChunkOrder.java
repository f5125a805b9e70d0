package io.auralis.load;

/** Counts what one listener missed, and what it heard twice. One thread. */
final class ChunkOrder {

  private final Crowd crowd;
  private long next = -1;
  private long measurement;
  private long missed;
  private boolean repeated;

  ChunkOrder(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Takes the index of a chunk that came. */
  void take(long index) {
    if (next >= 0 && index != next) {
      if (measurement != crowd.measurement) {
        // What was missed in an earlier measurement does not count in this one.
        measurement = crowd.measurement;
        missed = 0;
        repeated = false;
      }
      if (index > next) {
        miss(index - next);
      } else {
        repeat();
      }
    }
    next = index + 1;
  }

  private void miss(long chunks) {
    if (missed == 0) {
      crowd.listenersWithGaps++;
    }
    missed += chunks;
    crowd.gaps += chunks;
    crowd.mostMissed = Math.max(crowd.mostMissed, missed);
  }

  private void repeat() {
    if (!repeated) {
      crowd.listenersWithRepeats++;
    }
    repeated = true;
    crowd.doubled++;
  }
}
