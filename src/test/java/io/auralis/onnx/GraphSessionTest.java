package io.auralis.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphSessionTest {

  private static final GraphFile GRAPH = SynthesisModel.load(ModelFiles.bundled()).graph();
  private static final int VOICE_COLUMNS = columns(0);
  private static final int NOISE_COLUMNS = columns(1);
  private static final int SAMPLES = 2 * 4_410;

  private final FloatBuffer voices = TensorBinding.floats(4 * VOICE_COLUMNS);
  private final FloatBuffer noise = TensorBinding.floats(4 * NOISE_COLUMNS);
  private final LongBuffer rows = TensorBinding.longs(3);
  private final FloatBuffer audio = TensorBinding.floats(2 * SAMPLES);

  @Test
  void aRunWritesTheFirstElementsOfTheCallersBuffers() {
    // Given
    try (GraphSession session = GraphSession.open(Device.CPU, GRAPH);
        TensorBinding tensors = bound()) {
      for (int i = 0; i < audio.capacity(); i++) {
        audio.put(i, 1);
      }

      // When: silence
      session.run(tensors);

      // Then
      float[] samples = new float[audio.capacity()];
      audio.get(0, samples);
      for (int i = 0; i < samples.length; i++) {
        assertThat(samples[i]).as("sample %d", i).isEqualTo(i < SAMPLES ? 0f : 1f);
      }
    }
  }

  @Test
  void whatRunsItIsTold() {
    try (GraphSession session = GraphSession.open(Device.CPU, GRAPH)) {
      assertThat(session.device()).isEqualTo(Device.CPU);
      assertThat(session.hardware()).isEqualTo("CPU");
      assertThat(session.runtime()).matches("ONNX Runtime \\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void aTensorThatIsNotAsExpectedIsNamed() {
    List<Object> shape = List.of("slots", "blocks", VOICE_COLUMNS);
    rejects(new TensorSpec("tones", "float32", shape));
    rejects(new TensorSpec("voices", "int64", shape));
    rejects(new TensorSpec("voices", "float32", List.of("slots", "blocks", 1)));
    rejects(new TensorSpec("voices", "float32", List.of(4, "blocks", VOICE_COLUMNS)));
    rejects(new TensorSpec("voices", "float32", List.of("slots", VOICE_COLUMNS)));
    rejects(new TensorSpec("audio", "float32", List.of("blocks", 2, 4_410)));
  }

  @Test
  void anOutputThatIsMissingIsNamed() {
    TensorSpec absent = new TensorSpec("phase", "float32", List.of("blocks"));
    GraphFile graph =
        new GraphFile(GRAPH.location(), GRAPH.bytes(), GRAPH.inputs(), List.of(absent));

    assertThatThrownBy(() -> GraphSession.open(Device.CPU, graph))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            GRAPH.location()
                + " has no output phase of type float32 and shape [blocks], which its manifest"
                + " promises");
  }

  @Test
  void aRunThatFailsSaysWhy() {
    try (GraphSession session = GraphSession.open(Device.CPU, GRAPH);
        TensorBinding tensors = bound()) {
      rows.put(1, 1_000_000);

      assertThatThrownBy(() -> session.run(tensors))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("1000000");
    }
  }

  @Test
  void aBufferThatATensorCannotViewIsRejected() {
    try (TensorBinding tensors = new TensorBinding()) {
      assertThatThrownBy(() -> tensors.input("heap", FloatBuffer.allocate(4), 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("heap");
      FloatBuffer foreign = ByteBuffer.allocateDirect(16).asFloatBuffer();
      assertThatThrownBy(() -> tensors.output("foreign", foreign, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("foreign");
      assertThatThrownBy(() -> tensors.input("rows", rows, 2, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The buffer of rows holds 3 elements; the shape [2, 2] takes 4");
      tensors.input("rows", rows, 1, 3);
      assertThatThrownBy(() -> tensors.input("rows", rows, 1, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There is a tensor rows already");
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    GraphSession session = GraphSession.open(Device.CPU, GRAPH);
    TensorBinding tensors = bound();

    tensors.close();
    tensors.close();
    session.close();
    session.close();

    assertThatThrownBy(() -> session.run(tensors)).isInstanceOf(IllegalStateException.class);
  }

  private TensorBinding bound() {
    return new TensorBinding()
        .input("voices", voices, 4, 1, VOICE_COLUMNS)
        .input("noise", noise, 4, 1, NOISE_COLUMNS)
        .input("noise_rows", rows, 1, 3)
        .output("audio", audio, 1, 2, 4_410);
  }

  private static void rejects(TensorSpec input) {
    GraphFile graph =
        new GraphFile(GRAPH.location(), GRAPH.bytes(), List.of(input), GRAPH.outputs());
    assertThatThrownBy(() -> GraphSession.open(Device.CPU, graph))
        .as(input.toString())
        .isInstanceOf(ModelException.class)
        .hasMessage(GRAPH.location() + " has no input " + input + ", which its manifest promises");
  }

  private static int columns(int input) {
    return (Integer) GRAPH.inputs().get(input).shape().get(2);
  }
}
