package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedSynthesiserTest {

  private final Tiers tiers = new Tiers();
  private final List<String> told = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();
  private final Synthesiser observed =
      new ObservedSynthesiser(
          tiers,
          (tier, blocks, time) -> {
            told.add(tier + " " + blocks);
            nanos.add(time);
          });

  @Test
  void tellsTheTierThatRenderedInTheEnd() {
    observed.render(controls(3), new AudioBlock(3));
    tiers.fallsTo = "samples";
    observed.render(controls(1), new AudioBlock(1));

    assertThat(told).containsExactly("cpu 3", "samples 1");
    assertThat(nanos).allMatch(time -> time >= 0);
  }

  @Test
  void countsTheBlocksOfAllStations() {
    observed.render(
        List.of(controls(2), controls(3)), List.of(new AudioBlock(2), new AudioBlock(3)));
    observed.render(List.of(), List.of());

    assertThat(told).containsExactly("cpu 5");
  }

  @Test
  void saysNothingOfARunThatFailed() {
    tiers.fails = true;

    assertThatThrownBy(() -> observed.render(controls(1), new AudioBlock(1)))
        .isInstanceOf(SynthesisException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void passesEverythingElseOn() {
    observed.phraseBoundary();
    observed.close();

    assertThat(tiers.calls).containsExactly("boundary", "close");
    assertThat(observed.description()).isEqualTo("tiers");
    assertThat(observed.report().tier()).isEqualTo("cpu");
    assertThat(observed.takeFailure()).isEmpty();
  }

  private static ControlBlock controls(int blocks) {
    ControlBlock controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    new Sequencer(TestPatches.shipped()).write(controls, 0, blocks);
    return controls;
  }

  /** Falls or fails in a run, as a test says. */
  private static final class Tiers implements Synthesiser {
    private final List<String> calls = new ArrayList<>();
    private String tier = "cpu";
    private String fallsTo = "cpu";
    private boolean fails;

    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      tier = fallsTo;
      if (fails) {
        throw new SynthesisException("broken", new IllegalStateException());
      }
    }

    @Override
    public void phraseBoundary() {
      calls.add("boundary");
    }

    @Override
    public SynthesisReport report() {
      return new SynthesisReport(tier, "tiers", false, true, "", List.of());
    }

    @Override
    public String description() {
      return "tiers";
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
