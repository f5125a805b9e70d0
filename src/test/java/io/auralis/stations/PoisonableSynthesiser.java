package io.auralis.stations;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.station.FakeSynthesiser;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.util.List;

/** Writes what the controls say; fails with a batch that holds a certain run. */
final class PoisonableSynthesiser implements Synthesiser {

  /** The run of the next batch that is poison; below 0 for none. */
  int poison = -1;

  /** What else happens when a block is rendered. */
  Runnable work = () -> {};

  int blocks;
  private ControlBlock poisoned;

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    render(List.of(controls), List.of(audio));
  }

  @Override
  public void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    if (poison >= 0 && poison < controls.size() && poisoned == null) {
      poisoned = controls.get(poison);
    }
    if (poison >= 0 && controls.contains(poisoned)) {
      throw new SynthesisException("poison", null);
    }
    for (int i = 0; i < controls.size(); i++) {
      new FakeSynthesiser().render(controls.get(i), audio.get(i));
      blocks += controls.get(i).blocks();
      work.run();
    }
  }

  @Override
  public int batchBlocks() {
    return 16;
  }

  @Override
  public String description() {
    return "fake";
  }

  @Override
  public void close() {}
}
