package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.model.ModelFiles;
import io.auralis.onnx.Device;
import io.auralis.onnx.GraphSession;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphRunTest {

  private static final int BLOCKS = 2;

  @Test
  void tensorsAreKeptForSoManyShapesAndNoMore() {
    // Given
    ControlBlock controls = Sequencer.newControlBlock(BLOCKS);
    AudioBlock audio = new AudioBlock(BLOCKS);
    BlockPlan plan = new BlockPlan(BLOCKS, Integer.MAX_VALUE);
    int shapes = 0;
    try (GraphSession session =
            GraphSession.open(Device.CPU, SynthesisModel.load(ModelFiles.bundled()).graph());
        GraphRun graph = new GraphRun(session, BLOCKS, controls)) {

      // When: every shape comes, and the first once more
      for (int voices = 1; voices <= controls.voices().slots(); voices++) {
        for (int noise = 1; noise <= controls.noise().slots(); noise++) {
          for (int blocks = 1; blocks <= BLOCKS; blocks++) {
            render(graph, plan, controls, audio, blocks, voices, noise);
            shapes++;
            assertThat(graph.bindings()).isEqualTo(Math.min(shapes, GraphRun.MAX_BINDINGS));
          }
        }
      }
      render(graph, plan, controls, audio, 1, 1, 1);

      // Then
      assertThat(shapes).isGreaterThan(GraphRun.MAX_BINDINGS);
      assertThat(graph.bindings()).isEqualTo(GraphRun.MAX_BINDINGS);
    }
  }

  private static void render(
      GraphRun graph,
      BlockPlan plan,
      ControlBlock controls,
      AudioBlock audio,
      int blocks,
      int voices,
      int noise) {
    controls.reset(blocks, voices, noise);
    plan.of(List.of(controls), List.of(audio));
    graph.render(plan, 0, blocks);
  }
}
