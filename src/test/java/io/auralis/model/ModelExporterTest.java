package io.auralis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.synthesis.onnx.GraphManifest;
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
}
