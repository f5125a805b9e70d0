package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Audio blocks for runs that are rendered twice or thrown away, shared by all stations.
 *
 * <p>Made when they are needed first. Keeps at most {@value #MAX_BLOCKS} blocks of 100 ms, which
 * are 4.5 MB. Owned by one thread.
 */
final class Spares {

  /** Blocks of 100 ms that are rendered into spares at once, if a single run has no more. */
  static final int MAX_BLOCKS = 128;

  private final List<AudioBlock> spares = new ArrayList<>();
  private int taken;
  private int capacity;

  /** One with room for {@code blocks} blocks, until {@link #giveBack}. */
  AudioBlock take(int blocks) {
    int wanted = blocks * AudioBlock.BLOCK_SAMPLES;
    for (int i = taken; i < spares.size(); i++) {
      if (spares.get(i).samples().length >= wanted) {
        AudioBlock found = spares.get(i);
        spares.set(i, spares.get(taken));
        spares.set(taken++, found);
        return found;
      }
    }
    AudioBlock made = new AudioBlock(blocks);
    spares.add(taken++, made);
    capacity += blocks;
    return made;
  }

  /** All that were taken are free again. */
  void giveBack() {
    taken = 0;
    if (capacity > MAX_BLOCKS) {
      spares.clear();
      capacity = 0;
    }
  }
}
