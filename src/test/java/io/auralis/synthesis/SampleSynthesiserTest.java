package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import org.junit.jupiter.api.Test;

class SampleSynthesiserTest {

  private final ControlBlock controls = Sequencer.newControlBlock(4);
  private final AudioBlock audio = new AudioBlock(4);
  private final HeardAudio heard = new HeardAudio();

  @Test
  void theShippedLoopIsSeamlessSoftAndAFunctionOfThePosition() {
    // Given
    SampleLoop loop = SampleLoop.load(ModelFiles.bundled());
    SampleSynthesiser synthesiser = new SampleSynthesiser(loop);
    AudioBlock one = new AudioBlock(1);

    // When: twice across the loop's end, in runs of four blocks and one by one
    for (long block = 100; block < 260; block += 4) {
      at(controls, block, 4);
      synthesiser.render(controls, audio);
      for (int b = 0; b < 4; b++) {
        heard.add(audio, b);
        at(controls, block + b, 1);
        synthesiser.render(controls, one);
        assertThat(one.samples()[AudioFormat.BLOCK_FRAMES])
            .isEqualTo(audio.samples()[AudioBlock.offset(b, 1)]);
      }
    }

    // Then
    assertThat(loop.frames()).isEqualTo(12 * AudioFormat.SAMPLE_RATE_HZ);
    double power =
        heard.samples().stream().mapToDouble(s -> (double) s * s).average().orElseThrow();
    assertThat(10 * Math.log10(power)).as("level in dB").isCloseTo(-22, within(6.0));
    assertThat(heard.largestJump()).isLessThan(0.05f);
  }

  @Test
  void aDamagedLoopIsNamed() {
    // Given
    ModelFiles damaged =
        new ModelFiles() {
          @Override
          public byte[] read(String name) {
            byte[] bytes = ModelFiles.bundled().read(name);
            if (name.equals(SampleLoop.FILE)) {
              bytes[1_000] ^= 1;
            }
            return bytes;
          }

          @Override
          public String locate(String name) {
            return "disk/" + name;
          }
        };

    // When / Then
    assertThatThrownBy(() -> SampleLoop.load(damaged))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("disk/" + SampleLoop.FILE + " has SHA-256 ");
  }

  private static void at(ControlBlock controls, long block, int blocks) {
    controls.reset(blocks, 4, 4);
    controls.startFrame(block * AudioFormat.BLOCK_FRAMES);
  }
}
