package io.auralis.audio.effects;

import java.util.Locale;

/**
 * The newest samples of one signal, written in spans of equal length and read at any delay.
 *
 * <p>A ring as long as the longest delay. A read or a write wraps at most once, so both are plain
 * copies. The first use reserves the ring, and {@link #clear} gives it back, so a line that is
 * silent takes no memory. Not thread-safe.
 */
final class DelayLine {

  private static final float[] NONE = {};

  private final int length;
  private final int span;
  private float[] ring = NONE;
  private int position;

  /**
   * A silent line.
   *
   * @param maxDelayFrames the longest delay that {@link #read} may ask for
   * @param spanFrames frames of each write
   */
  DelayLine(int maxDelayFrames, int spanFrames) {
    span = spanFrames;
    length = Math.max(maxDelayFrames, spanFrames);
  }

  /**
   * Copies {@code frames} samples, the first of which is {@code delay} frames older than the sample
   * that the next {@link #write} stores first.
   *
   * @param delay at least {@code frames} and at most the longest delay
   */
  void read(int delay, float[] target, int frames) {
    if (delay < frames || delay > length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a delay of %d for %d frames; expected is %d to %d",
              delay,
              frames,
              frames,
              length));
    }
    reserve();
    int start = position - delay;
    if (start < 0) {
      start += length;
    }
    int first = Math.min(frames, length - start);
    System.arraycopy(ring, start, target, 0, first);
    System.arraycopy(ring, 0, target, first, frames - first);
  }

  /** Stores one span, which starts at {@code from}. */
  void write(float[] source, int from) {
    reserve();
    int first = Math.min(span, length - position);
    System.arraycopy(source, from, ring, position, first);
    System.arraycopy(source, from + first, ring, 0, span - first);
    position = (position + span) % length;
  }

  private void reserve() {
    if (ring.length == 0) {
      ring = new float[length];
    }
  }

  /** Forgets everything. */
  void clear() {
    ring = NONE;
    position = 0;
  }
}
