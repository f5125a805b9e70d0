package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.Run;
import io.auralis.synthesis.Seam;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real graph, shared by many stations. */
class TiersOnTheGraphTest {

  private static final int STATIONS = 21;
  private static final int MAX_BLOCKS = 3;

  @Test
  void aStationHasTheSameBitsAloneAndAmongTwentyOthers() {
    try (Tiers crowd = open();
        Tiers single = open()) {
      // Given: stations of all densities, and one of them once more, alone
      List<Sequencer> players = new ArrayList<>();
      for (int id = 0; id < STATIONS; id++) {
        players.add(player(id));
      }
      Sequencer alone = player(13);
      List<Seam> seams = players.stream().map(each -> new Seam()).toList();
      Seam aloneSeam = new Seam();
      float peak = 0;

      for (int tick = 0; tick < 8; tick++) {
        // When
        List<Run> runs = new ArrayList<>();
        for (int id = 0; id < STATIONS; id++) {
          runs.add(run(players.get(id), seams.get(id), 60 + tick * MAX_BLOCKS));
        }
        Run same = run(alone, aloneSeam, 60 + tick * MAX_BLOCKS);
        crowd.render(tick, runs);
        single.render(tick, List.of(same));

        // Then
        assertThat(runs.get(13).audio().samples()).isEqualTo(same.audio().samples());
        for (float sample : same.audio().samples()) {
          peak = Math.max(peak, Math.abs(sample));
        }
      }
      assertThat(peak).isGreaterThan(0.03f);
      assertThat(crowd.batchBlocks()).isEqualTo(64);
    }
  }

  private static Tiers open() {
    return new Tiers(
        List.of(
            new Tier(
                "cpu",
                "the ONNX graph on the CPU",
                Tier.Kind.SCORE,
                () ->
                    new OnnxSynthesiser(
                        SynthesisModel.load(ModelFiles.bundled()),
                        2,
                        Sequencer.newControlBlock(MAX_BLOCKS))),
            Tier.silence()));
  }

  private static Sequencer player(int id) {
    Sequencer player = new Sequencer(TestPatches.shipped());
    GenerationParameters parameters =
        new GenerationParameters(Key.A_MINOR, new Tempo(60 + id), id / 20.0);
    player.schedule(new AmbientComposer().compose(id, 0, parameters, PhraseEnding.none()), 0);
    return player;
  }

  private static Run run(Sequencer player, Seam seam, long block) {
    ControlBlock controls = Sequencer.newControlBlock(MAX_BLOCKS);
    player.write(controls, block * AudioFormat.BLOCK_FRAMES, MAX_BLOCKS);
    return new Run(seam, controls, new AudioBlock(MAX_BLOCKS));
  }
}
