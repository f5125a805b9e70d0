package io.auralis.synthesis.onnx;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.onnx.GraphFile;
import io.auralis.onnx.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A model file that was read and found to be whole and the right one.
 *
 * @param location where it came from, for messages
 */
public record SynthesisModel(GraphManifest manifest, byte[] bytes, String location) {

  /**
   * Reads manifest and model and compares them with each other and with what this version needs.
   *
   * @throws ModelException that names the file and what was expected
   */
  public static SynthesisModel load(ModelFiles files) {
    GraphManifest manifest = readManifest(files);
    checkContract(manifest, files.locate(GraphManifest.FILE));
    byte[] bytes = files.readWhole(manifest.file(), manifest.bytes(), manifest.sha256());
    return new SynthesisModel(manifest, bytes, files.locate(manifest.file()));
  }

  /** The graph to open, and the tensors that its manifest promises. */
  public GraphFile graph() {
    return new GraphFile(location, bytes, specs(manifest.inputs()), specs(manifest.outputs()));
  }

  private static List<TensorSpec> specs(List<GraphManifest.Tensor> tensors) {
    return tensors.stream()
        .map(tensor -> new TensorSpec(tensor.name(), tensor.type(), tensor.shape()))
        .toList();
  }

  private static GraphManifest readManifest(ModelFiles files) {
    byte[] json = files.read(GraphManifest.FILE);
    try {
      return new ObjectMapper().readValue(json, GraphManifest.class);
    } catch (JacksonException e) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s is not a model manifest: %s",
              files.locate(GraphManifest.FILE),
              e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new ModelException(files.locate(GraphManifest.FILE) + " cannot be read", e);
    }
  }

  private static void checkContract(GraphManifest found, String location) {
    GraphManifest expected =
        GraphManifest.describe(found.bytes(), found.sha256(), found.opset(), found.irVersion());
    List<Difference> differences = new ArrayList<>();
    compare(differences, "file", found.file(), expected.file());
    compare(differences, "sample_rate_hz", found.sampleRateHz(), expected.sampleRateHz());
    compare(differences, "block_frames", found.blockFrames(), expected.blockFrames());
    compare(differences, "control_frames", found.controlFrames(), expected.controlFrames());
    compareTensors(differences, "inputs", found.inputs(), expected.inputs());
    compareTensors(differences, "outputs", found.outputs(), expected.outputs());
    if (!differences.isEmpty()) {
      Difference first = differences.get(0);
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s describes another model than this version needs: %s is %s; expected is %s",
              location,
              first.field,
              first.found,
              first.expected));
    }
  }

  private static void compareTensors(
      List<Difference> differences,
      String field,
      List<GraphManifest.Tensor> found,
      List<GraphManifest.Tensor> expected) {
    compare(differences, field, names(found), names(expected));
    if (!names(expected).equals(names(found))) {
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      GraphManifest.Tensor is = found.get(i);
      GraphManifest.Tensor should = expected.get(i);
      compare(differences, "the type of " + should.name(), is.type(), should.type());
      compare(differences, "the shape of " + should.name(), is.shape(), should.shape());
      for (int column = 0; column < should.columns().size(); column++) {
        compare(
            differences,
            String.format(Locale.ROOT, "column %d of %s", column, should.name()),
            column < is.columns().size() ? label(is.columns().get(column)) : "absent",
            label(should.columns().get(column)));
      }
    }
  }

  private static void compare(
      List<Difference> differences, String field, Object found, Object expected) {
    if (!Objects.equals(found, expected)) {
      differences.add(new Difference(field, found, expected));
    }
  }

  private static List<String> names(List<GraphManifest.Tensor> tensors) {
    return tensors == null ? List.of() : tensors.stream().map(GraphManifest.Tensor::name).toList();
  }

  private static String label(GraphManifest.Column column) {
    return column.name() + " in " + column.unit();
  }

  private record Difference(String field, Object found, Object expected) {}
}
