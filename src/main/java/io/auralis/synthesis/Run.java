package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;

/**
 * What one station wants rendered in this tick.
 *
 * @param seam the station's
 * @param controls [voices, blocks, columns]; read until {@link Tiers#render} returns
 * @param audio receives [blocks, 2, 4410]; needs room for {@code controls.blocks()}
 * @throws IllegalArgumentException if the audio has no room for the run, where it is made: what one
 *     station does wrong must not meet the others
 */
public record Run(Seam seam, ControlBlock controls, AudioBlock audio) {

  public Run {
    int room = audio.samples().length / AudioBlock.BLOCK_SAMPLES;
    if (room < controls.blocks()) {
      throw new IllegalArgumentException(
          "Audio for " + room + " blocks; the run has " + controls.blocks());
    }
  }
}
