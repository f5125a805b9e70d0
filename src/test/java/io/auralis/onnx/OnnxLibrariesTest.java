package io.auralis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.auralis.model.ModelFiles;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxLibrariesTest {

  private static final int CODE = 7;

  @TempDir Path directory;

  /** A process that ends while its threads load models, as a stop during the start does. */
  static final class EndsWhileItLoads {
    public static void main(String[] args) throws InterruptedException {
      OrtEnvironment environment = OnnxLibraries.environment();
      byte[] model = SynthesisModel.load(ModelFiles.bundled()).bytes();
      for (int i = 0; i < 2; i++) {
        Thread loader = new Thread(() -> loadForEver(environment, model));
        loader.setDaemon(true);
        loader.start();
      }
      Thread.sleep(500);
      System.exit(CODE);
    }

    private static void loadForEver(OrtEnvironment environment, byte[] model) {
      try {
        while (true) {
          try (OrtSession session = environment.createSession(model)) {
            session.getInputInfo();
          }
        }
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @RepeatedTest(3)
  void theEnvironmentIsNotFreedBeneathWhatRunsInIt() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                EndsWhileItLoads.class.getName())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).as(output).isEqualTo(CODE);
    assertThat(output).doesNotContain("SIGSEGV", "may crash");
  }

  @Test
  void aPlaceThatMayNotExecuteIsNamedWithWhatToSet() throws IOException {
    String reason = "failed to map segment from shared object";
    String words = "/x/libonnxruntime.so: /x/libonnxruntime.so: " + reason;

    assertThat(OnnxLibraries.explain(new UnsatisfiedLinkError(words), null, directory.toString()))
        .startsWith("ONNX Runtime's libraries lie in " + directory + " on the file system /")
        .contains("noexec", "set -Djava.io.tmpdir to", "(" + reason + ")");
    assertThat(OnnxLibraries.explain(new UnsatisfiedLinkError(words), directory.toString(), "/tmp"))
        .contains(directory.toString(), "noexec", "set -Donnxruntime.native.path to");
  }

  @Test
  void anyOtherReasonIsTold() {
    IOException full = new IOException("No space left on device");

    assertThat(
            OnnxLibraries.explain(
                new ExceptionInInitializerError(new RuntimeException("Failed to load", full)),
                null,
                directory.toString()))
        .isEqualTo(
            "ONNX Runtime's libraries do not load from " + directory + ": No space left on device");
    assertThat(
            OnnxLibraries.explain(
                new IllegalStateException("Unsupported arch:riscv"), null, "/does/not/exist"))
        .isEqualTo(
            "ONNX Runtime's libraries do not load from /does/not/exist: Unsupported arch:riscv");
  }
}
