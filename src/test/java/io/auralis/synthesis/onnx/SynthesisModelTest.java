package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.Sequencer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesisModelTest {

  @TempDir Path directory;
  private Path model;
  private Path manifest;

  @BeforeEach
  void copyTheModel() throws IOException {
    model = directory.resolve(GraphManifest.MODEL_FILE);
    manifest = directory.resolve(GraphManifest.FILE);
    Files.copy(Path.of("models", GraphManifest.MODEL_FILE), model);
    Files.copy(Path.of("models", GraphManifest.FILE), manifest);
  }

  @Test
  void theBundledModelIsWholeAndTheRightOne() {
    assertThat(SynthesisModel.load(ModelFiles.bundled()).manifest().opset()).isEqualTo(21);
  }

  @Test
  void aMissingModelIsNamed() throws IOException {
    Files.delete(model);
    refuses(model.toString(), "is missing; expected are the model, its manifest and the patches");
  }

  @Test
  void aMissingManifestIsNamed() throws IOException {
    Files.delete(manifest);
    refuses(manifest.toString(), "is missing");
  }

  @Test
  void aTruncatedModelIsNamedWithTheExpectedSize() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, 1_000));
    refuses(model.toString(), "has 1000 bytes; expected are " + bytes.length);
  }

  @Test
  void aChangedModelIsNamedWithTheExpectedChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    String expected = ModelFiles.sha256(bytes);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    refuses(model.toString(), "expected is " + expected);
  }

  @Test
  void aManifestOfAnotherContractIsRefusedWithTheFirstDifference() throws IOException {
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"drive_envelope\"", "\"wobble\""));
    refuses(
        manifest.toString(), "column 23 of voices is wobble in 1; expected is drive_envelope in 1");
  }

  @Test
  void aManifestOfAnotherRateIsRefused() throws IOException {
    Files.writeString(manifest, Files.readString(manifest).replace("44100", "48000"));
    refuses(manifest.toString(), "sample_rate_hz is 48000; expected is 44100");
  }

  @Test
  void aManifestThatIsNoJsonIsRefused() throws IOException {
    Files.writeString(manifest, "hello");
    refuses(manifest.toString(), "is not a model manifest");
  }

  @Test
  void aFileThatIsNoModelIsRefusedByTheRuntimeWithItsName() throws IOException {
    // Given: a manifest that fits a file of garbage
    byte[] garbage = new byte[2_000];
    Arrays.fill(garbage, (byte) 7);
    byte[] original = Files.readAllBytes(model);
    Files.write(model, garbage);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(ModelFiles.sha256(original), ModelFiles.sha256(garbage))
            .replace("\"bytes\" : " + original.length, "\"bytes\" : " + garbage.length));
    SynthesisModel loaded = SynthesisModel.load(ModelFiles.directory(directory));

    // When / Then
    assertThatThrownBy(() -> new OnnxSynthesiser(loaded, 1, Sequencer.newControlBlock(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(model.toString())
        .hasMessageContaining("is not accepted by ONNX Runtime");
  }

  private void refuses(String file, String expectation) {
    assertThatThrownBy(() -> SynthesisModel.load(ModelFiles.directory(directory)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file)
        .hasMessageContaining(expectation);
  }
}
