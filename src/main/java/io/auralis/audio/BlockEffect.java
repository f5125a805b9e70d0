package io.auralis.audio;

/**
 * Changes rendered audio block by block, in order, and may remember what came before.
 *
 * <p>One station, one thread.
 */
public interface BlockEffect {

  /** Leaves the audio as it is. */
  BlockEffect NONE =
      new BlockEffect() {
        @Override
        public void process(AudioBlock audio, int block, int bpm) {}

        @Override
        public void relieve(boolean relieved) {}

        @Override
        public void reset() {}
      };

  /**
   * Changes one block in place.
   *
   * @param bpm the tempo at the block, in beats per minute
   */
  void process(AudioBlock audio, int block, int bpm);

  /**
   * Asks for less work, or takes that back. The change is slow enough not to be noticed much, and
   * what the effect is needed for, as a limit to the level, stays.
   */
  void relieve(boolean relieved);

  /** Forgets what came before: the next block follows a pause. */
  void reset();

  /**
   * The same, where the next block is the one with this index: what moves with time stands where it
   * would have come to had it run since the first.
   */
  default void reset(long block) {
    reset();
  }

  /** Blocks after which nobody hears any more what came before them. */
  default int memoryBlocks() {
    return 0;
  }
}
