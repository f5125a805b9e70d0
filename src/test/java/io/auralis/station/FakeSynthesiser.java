package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.util.Arrays;

/** Writes a number that depends on the controls alone, and fails when told. */
final class FakeSynthesiser implements Synthesiser {

  boolean failing;
  int blocksRendered;

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    if (failing) {
      throw new SynthesisException("the device is on fire", null);
    }
    blocksRendered += controls.blocks();
    int length = controls.voices().voices() * controls.voices().columns();
    for (int block = 0; block < controls.blocks(); block++) {
      float sum = 0.1f;
      for (int i = 0; i < length; i++) {
        sum += controls.voices().values()[block * length + i] * 1e-4f;
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
