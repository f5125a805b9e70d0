package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;

/**
 * The port of synthesis: voice parameters in, stereo audio out.
 *
 * <p>Stateless between calls: the audio is a function of the controls alone. One thread at a time.
 */
public interface Synthesiser extends AutoCloseable {

  /** Blocks that a run may hold: few enough to stay in the processor's cache. */
  int MAX_BLOCKS_PER_RUN = 2;

  /**
   * Renders all blocks of a run.
   *
   * @param controls [blocks, voices, columns]; read until the call returns
   * @param audio receives [blocks, 2, 4410]; needs room for {@code controls.blocks()}
   * @throws SynthesisException if the run fails; {@code audio} is then undefined
   */
  void render(ControlBlock controls, AudioBlock audio);

  /** What renders, for people: device and software with versions. */
  String description();

  /** Releases native memory. The synthesiser is unusable afterwards; closing twice is harmless. */
  @Override
  void close();
}
