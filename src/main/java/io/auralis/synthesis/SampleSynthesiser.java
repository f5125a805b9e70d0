package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import java.util.Locale;

/**
 * Plays a pre-rendered loop whatever the controls say: what is heard when no graph can run.
 *
 * <p>The audio is a function of the run's absolute position alone. One thread at a time.
 */
public final class SampleSynthesiser implements Synthesiser {

  private final SampleLoop loop;

  public SampleSynthesiser(SampleLoop loop) {
    this.loop = loop;
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    for (int block = 0; block < controls.blocks(); block++) {
      long start = controls.startFrame() + (long) block * AudioFormat.BLOCK_FRAMES;
      for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
        int offset = AudioBlock.offset(block, channel);
        loop.read(channel, start, audio.samples(), offset, AudioFormat.BLOCK_FRAMES);
      }
    }
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "samples, %.1f s", (double) loop.frames() / AudioFormat.SAMPLE_RATE_HZ);
  }

  @Override
  public void close() {}
}
