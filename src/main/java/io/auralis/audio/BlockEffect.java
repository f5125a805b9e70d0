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
        public void reset() {}
      };

  /**
   * Changes one block in place.
   *
   * @param bpm the tempo at the block, in beats per minute
   */
  void process(AudioBlock audio, int block, int bpm);

  /** Forgets what came before: the next block follows a pause. */
  void reset();
}
