package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.util.Arrays;

/** Writes a number that depends on the controls alone, and fails when told. */
public final class FakeSynthesiser implements Synthesiser {

  public boolean failing;
  public Error failsWith;
  public int blocksRendered;

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    if (failsWith != null) {
      throw failsWith;
    }
    if (failing) {
      throw new SynthesisException("the device is on fire", null);
    }
    blocksRendered += controls.blocks();
    var bank = controls.voices();
    for (int block = 0; block < controls.blocks(); block++) {
      float sum = 0.1f;
      for (int voice = 0; voice < bank.voices(); voice++) {
        for (int i = 0; i < bank.columns(); i++) {
          sum += bank.values()[bank.offset(block, voice) + i] * 1e-4f;
        }
      }
      Arrays.fill(
          audio.samples(),
          AudioBlock.offset(block, 0),
          AudioBlock.offset(block + 1, 0),
          Math.min(0.9f, sum));
    }
  }

  @Override
  public String description() {
    return "fake";
  }

  @Override
  public void close() {}
}
