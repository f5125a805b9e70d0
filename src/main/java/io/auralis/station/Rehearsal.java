package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.PcmEncoder;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Run;
import io.auralis.synthesis.Seam;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tiers;
import java.util.List;

/**
 * Renders a moment of a station and throws it away, so that the first listener does not wait for
 * code that has never run: the runtime's plans for new shapes, the JVM's compiler.
 *
 * @param tiers that will render
 * @param sequencer the station's
 * @param effects some like the station's
 */
record Rehearsal(Tiers tiers, Sequencer sequencer, BlockEffect effects) {

  private static final int ROUNDS = 5;
  private static final int ANY_BPM = 60;

  /**
   * Takes the tiers through all sizes of a run.
   *
   * @param chunk where the clock stands
   */
  void run(long chunk) {
    ControlBlock controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    AudioBlock audio = new AudioBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    Seam seam = new Seam();
    long start = chunk * AudioFormat.BLOCK_FRAMES;
    for (int round = 0; round < ROUNDS; round++) {
      for (int blocks = controls.maxBlocks(); blocks > 0; blocks--) {
        sequencer.write(controls, start + (long) round * AudioFormat.SAMPLE_RATE_HZ, blocks);
        tiers.render(start, List.of(new Run(seam, controls, audio)));
        for (int block = 0; block < blocks; block++) {
          effects.process(audio, block, ANY_BPM);
          PcmEncoder.encode(audio, block);
        }
      }
    }
  }
}
