package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;

/** Renders nothing but silence: the last tier, which cannot fail. */
public final class SilenceSynthesiser implements Synthesiser {

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    Arrays.fill(audio.samples(), 0, controls.blocks() * AudioBlock.BLOCK_SAMPLES, 0f);
  }

  @Override
  public String description() {
    return "silence";
  }

  @Override
  public void close() {}
}
