package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import java.util.List;
import java.util.Optional;

/**
 * Takes the time of each run of a synthesiser, rehearsals included.
 *
 * @param synthesiser does the work
 * @param observer is told
 */
public record ObservedSynthesiser(Synthesiser synthesiser, SynthesisObserver observer)
    implements Synthesiser {

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    long began = System.nanoTime();
    synthesiser.render(controls, audio);
    observer.rendered(report().tier(), controls.blocks(), System.nanoTime() - began);
  }

  @Override
  public void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    int blocks = controls.stream().mapToInt(ControlBlock::blocks).sum();
    long began = System.nanoTime();
    synthesiser.render(controls, audio);
    if (blocks > 0) {
      observer.rendered(report().tier(), blocks, System.nanoTime() - began);
    }
  }

  @Override
  public void phraseBoundary() {
    synthesiser.phraseBoundary();
  }

  @Override
  public Optional<SynthesisException> takeFailure() {
    return synthesiser.takeFailure();
  }

  @Override
  public SynthesisReport report() {
    return synthesiser.report();
  }

  @Override
  public String description() {
    return synthesiser.description();
  }

  @Override
  public void close() {
    synthesiser.close();
  }
}
