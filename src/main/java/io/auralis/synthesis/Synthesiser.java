package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.List;

/**
 * The port of synthesis: voice parameters in, stereo audio out.
 *
 * <p>The audio is a function of the controls alone; only a {@link Seam} remembers what was heard
 * last, so that a change of tier does not click. One thread at a time.
 */
public interface Synthesiser extends AutoCloseable {

  /** Blocks that a station asks for at once, at most. A block has the same bits in any run. */
  int MAX_BLOCKS_PER_RUN = 8;

  /**
   * Renders all blocks of a run.
   *
   * @param controls [voices, blocks, columns]; read until the call returns
   * @param audio receives [blocks, 2, 4410]; needs room for {@code controls.blocks()}
   * @throws SynthesisException if the run fails; {@code audio} is then undefined
   */
  void render(ControlBlock controls, AudioBlock audio);

  /**
   * Renders the runs of several stations, on the CPU with the same bits as one at a time.
   *
   * @param controls a run of each station
   * @param audio receives them, in the same order
   * @throws SynthesisException if it fails; all {@code audio} is then undefined
   */
  default void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    for (int station = 0; station < controls.size(); station++) {
      render(controls.get(station), audio.get(station));
    }
  }

  /**
   * Blocks of 100 ms that one call likes to get, all stations together: as many as keep the device
   * busy, and no more than let the first be heard in time.
   */
  default int batchBlocks() {
    return MAX_BLOCKS_PER_RUN;
  }

  /** What renders, for people: device and software with versions. */
  String description();

  /** Releases native memory. The synthesiser is unusable afterwards; closing twice is harmless. */
  @Override
  void close();
}
