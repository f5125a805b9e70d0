package io.auralis.audio.effects;

import java.util.Arrays;
import java.util.Locale;

/**
 * The newest samples of one signal, written in spans of equal length and read at any delay.
 *
 * <p>The ring's length is a multiple of the span, so a write never wraps and a read wraps at most
 * once: both are plain copies. Not thread-safe.
 */
final class DelayLine {

  private final float[] ring;
  private final int span;
  private int position;

  /**
   * A silent line.
   *
   * @param maxDelayFrames the longest delay that {@link #read} may ask for
   * @param spanFrames frames of each write
   */
  DelayLine(int maxDelayFrames, int spanFrames) {
    span = spanFrames;
    ring = new float[(maxDelayFrames + spanFrames - 1) / spanFrames * spanFrames];
  }

  /**
   * Copies {@code frames} samples, the first of which is {@code delay} frames older than the sample
   * that the next {@link #write} stores first.
   *
   * @param delay at least {@code frames} and at most the longest delay
   */
  void read(int delay, float[] target, int frames) {
    if (delay < frames || delay > ring.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a delay of %d for %d frames; expected is %d to %d",
              delay,
              frames,
              frames,
              ring.length));
    }
    int start = position - delay;
    if (start < 0) {
      start += ring.length;
    }
    int first = Math.min(frames, ring.length - start);
    System.arraycopy(ring, start, target, 0, first);
    System.arraycopy(ring, 0, target, first, frames - first);
  }

  /** Stores one span, which starts at {@code from}. */
  void write(float[] source, int from) {
    System.arraycopy(source, from, ring, position, span);
    position += span;
    if (position == ring.length) {
      position = 0;
    }
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(ring, 0);
    position = 0;
  }
}
