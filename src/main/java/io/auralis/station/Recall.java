package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import java.util.function.Supplier;

/**
 * What a station renders of the past when it wakes.
 *
 * @param chunks up to the clock, that listeners may want
 * @param memoryChunks before those, that only the effects hear
 * @param inStep whether instances elsewhere play the same, so that listeners may have heard it
 *     there
 */
record Recall(int chunks, int memoryChunks, boolean inStep) {

  /**
   * @param effects makes some, to ask them how long they remember
   */
  static Recall of(StationSettings settings, Supplier<? extends BlockEffect> effects) {
    boolean inStep = settings.inStep();
    return new Recall(settings.recallChunks(), inStep ? effects.get().memoryBlocks() : 0, inStep);
  }

  /**
   * The first chunk to be heard again.
   *
   * @param due the chunk at the clock
   * @param next the chunk behind the one published last
   */
  long firstChunk(long due, long next) {
    // What was published stays as it is: a chunk never goes out twice. In step it may be recalled
    // for those who listened elsewhere: it is the same again.
    return Math.max(inStep ? 0 : next, due - chunks + 1);
  }

  /** How much before the clock is needed again when the station wakes, in frames. */
  long frames() {
    return (long) (chunks + memoryChunks) * AudioFormat.BLOCK_FRAMES;
  }
}
