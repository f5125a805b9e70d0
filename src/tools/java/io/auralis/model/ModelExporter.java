package io.auralis.model;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.synthesis.onnx.GraphManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the synthesis graph, the loop that plays when it cannot run, and their manifests: {@code
 * ./mvnw -Pexport-model test-compile}.
 */
public final class ModelExporter {

  private ModelExporter() {}

  /** Writes all files into the directory given, {@code models} if none is. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args.length > 0 ? args[0] : "models");
    export(directory);
    LoopExporter.export(directory);
  }

  /** Writes the model and its manifest; the same sources always give the same bytes. */
  static void export(Path directory) throws IOException {
    byte[] model = SynthesisGraph.build();
    GraphManifest manifest =
        GraphManifest.describe(
            model.length, ModelFiles.sha256(model), GraphBuilder.OPSET, GraphBuilder.IR_VERSION);
    Files.createDirectories(directory);
    Files.write(directory.resolve(GraphManifest.MODEL_FILE), model);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    String json = new ObjectMapper().writer(printer).writeValueAsString(manifest) + "\n";
    Files.write(directory.resolve(GraphManifest.FILE), json.getBytes(StandardCharsets.UTF_8));
  }
}
