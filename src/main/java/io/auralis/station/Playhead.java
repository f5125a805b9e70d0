package io.auralis.station;

import io.auralis.audio.AudioFormat;

/**
 * How far a station has rendered, and how far it should have.
 *
 * <p>A station renders its lead: all chunks that begin and end within it. Where its effects have to
 * sound as if it had never slept, it renders some chunks before the first one that is heard. Owned
 * by one thread at a time.
 */
final class Playhead {

  private final long leadFrames;
  private long next;
  private long heardFrom;

  /**
   * @param leadFrames how far rendering runs ahead of the clock, at most
   */
  Playhead(long leadFrames) {
    this.leadFrames = leadFrames;
  }

  /**
   * Begins after a pause.
   *
   * @param first the first chunk that is heard
   * @param before chunks to render before it, for the memory of the effects
   */
  void begin(long first, int before) {
    heardFrom = first;
    next = Math.max(0, first - before);
  }

  /** Leaves out what lies before a chunk. */
  void skipTo(long chunk) {
    next = Math.max(next, chunk);
  }

  /** Chunks of the lead that are not rendered yet, at a reading of the clock. */
  int missing(long now) {
    return (int) Math.max(0, (now + leadFrames) / AudioFormat.BLOCK_FRAMES - next);
  }

  /** The chunk to render next. */
  long next() {
    return next;
  }

  /** The frame that it begins with. */
  long frame() {
    return next * AudioFormat.BLOCK_FRAMES;
  }

  /** Whether the next chunk is heard, or only brings the effects to where they would be. */
  boolean isHeard() {
    return next >= heardFrom;
  }

  /** A chunk is rendered. */
  void advance() {
    next++;
  }

  /** How much of the lead is rendered, 0 to 1. */
  double leadShare(long now) {
    return Math.max(0, frame() - now) / (double) leadFrames;
  }
}
