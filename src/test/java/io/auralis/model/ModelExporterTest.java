package io.auralis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.synthesis.SampleLoop;
import io.auralis.synthesis.onnx.GraphManifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExporterTest {

  @Test
  void exportingAgainGivesTheBytesThatAreCheckedIn(@TempDir Path directory) throws Exception {
    // When
    ModelExporter.export(directory);

    // Then
    for (String file : new String[] {GraphManifest.MODEL_FILE, GraphManifest.FILE}) {
      assertThat(directory.resolve(file))
          .as("run ./mvnw -Pexport-model test-compile and commit models/")
          .hasSameBinaryContentAs(Path.of("models").resolve(file));
    }
    assertThat(Files.size(directory.resolve(GraphManifest.MODEL_FILE))).isLessThan(1_000_000);
  }

  @Test
  void renderingTheLoopAgainGivesTheLoopThatIsCheckedIn(@TempDir Path directory) throws Exception {
    // Given
    ModelExporter.export(directory);

    // When
    LoopExporter.export(directory);

    // Then: another processor may round differently
    byte[] rendered = Files.readAllBytes(directory.resolve(SampleLoop.FILE));
    byte[] shipped = Files.readAllBytes(Path.of("models", SampleLoop.FILE));
    assertThat(rendered.length).isEqualTo(shipped.length).isLessThan(600_000);
    ShortBuffer left = shorts(rendered);
    ShortBuffer right = shorts(shipped);
    int difference = 0;
    for (int i = 0; i < left.limit(); i++) {
      difference = Math.max(difference, Math.abs(left.get(i) - right.get(i)));
    }
    assertThat(difference)
        .as("run ./mvnw -Pexport-model test-compile and commit models/")
        .isLessThanOrEqualTo(2);

    // And: on the same machine the bytes are the same
    LoopExporter.export(directory);
    assertThat(Files.readAllBytes(directory.resolve(SampleLoop.FILE))).isEqualTo(rendered);
  }

  private static ShortBuffer shorts(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
