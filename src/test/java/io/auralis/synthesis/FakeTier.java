package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;

/** Renders a level, and fails when told. */
public class FakeTier implements Synthesiser {

  public final String name;
  public final float level;
  public RuntimeException failure;
  public int runs;
  public boolean closed;

  public FakeTier(String name, float level) {
    this.name = name;
    this.level = level;
  }

  public Tier as(Tier.Kind kind) {
    return new Tier(name, "the " + name, kind, () -> this);
  }

  public void breakWith(String message) {
    failure = new SynthesisException(message, null);
  }

  public void repair() {
    failure = null;
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    runs++;
    if (failure != null) {
      throw failure;
    }
    Arrays.fill(audio.samples(), 0, controls.blocks() * AudioBlock.BLOCK_SAMPLES, level);
  }

  @Override
  public String description() {
    return name;
  }

  @Override
  public void close() {
    closed = true;
  }
}
