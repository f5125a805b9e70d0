package io.auralis.record;

import ai.onnxruntime.OrtEnvironment;
import io.auralis.synthesis.onnx.GraphManifest;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/**
 * The figures on record, and the file that holds them.
 *
 * @param values checksums by their names
 */
record Figures(Map<String, String> values) {

  static final String MODEL = "graph.model";
  static final String RUNTIME = "graph.onnxruntime";
  static final String GRAPH_PROBE = "machine.graph-probe";
  static final String MATH_PROBE = "machine.math-probe";

  private static final Path FILE =
      Path.of("src", "test", "resources", "record", "bytes.properties");

  private static final List<String> HEAD =
      List.of(
          "# What seeds 1 to 5 play in 60 s, as SHA-256: written by RecordAnew, compared by",
          "# RecordedBytesTest. Change it only together with a change of the sound that is wanted.");

  /** The figures that are checked in. */
  static Figures onRecord() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.forEach((name, value) -> values.put((String) name, (String) value));
    return new Figures(values);
  }

  /** The graph, its runtime and the two probes as they are here. */
  static Figures ofThisMachine() {
    byte[] model = read(Path.of("models", GraphManifest.MODEL_FILE));
    Map<String, String> values = new LinkedHashMap<>();
    values.put(MODEL, Sha256.of(model));
    values.put(RUNTIME, OrtEnvironment.getEnvironment().getVersion());
    values.put(GRAPH_PROBE, MachineProbe.ofGraph(model));
    values.put(MATH_PROBE, MachineProbe.ofMath());
    return new Figures(values);
  }

  /** All figures as they are here and now. */
  static Figures ofNow() throws InterruptedException, ExecutionException {
    Map<String, String> values = new LinkedHashMap<>(ofThisMachine().values());
    try (RecordingSession session = new RecordingSession()) {
      for (RecordedCase each : RecordedCase.all()) {
        Recording recording = session.get(each);
        values.put(controlBlocks(each), recording.controlBlocks());
        for (String format : each.formats()) {
          values.put(messages(each, format), recording.messages().get(format));
        }
      }
    }
    return new Figures(values);
  }

  static String controlBlocks(RecordedCase each) {
    return each.notesKey() + ".control-blocks";
  }

  static String messages(RecordedCase each, String format) {
    return each.key() + "." + format;
  }

  String get(String name) {
    return values.get(name);
  }

  /** Replaces the file. */
  void write() {
    StringBuilder text = new StringBuilder();
    HEAD.forEach(line -> text.append(line).append('\n'));
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
