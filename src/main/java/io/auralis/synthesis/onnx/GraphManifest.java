package io.auralis.synthesis.onnx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlColumn;
import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.NoiseColumn;
import io.auralis.sequencing.NoiseRows;
import io.auralis.sequencing.VoiceColumn;
import java.util.Arrays;
import java.util.List;

/**
 * What a model file is and what goes in and out: the graph contract, as JSON beside the model.
 *
 * @param file name of the model file
 * @param bytes its length
 * @param sha256 its checksum in hexadecimal
 * @param opset ONNX operator set
 * @param irVersion ONNX file format version
 * @param sampleRateHz rate of the output
 * @param blockFrames frames per block
 * @param controlFrames control frames per block
 * @param inputs tensors in
 * @param outputs tensors out
 */
public record GraphManifest(
    String file,
    long bytes,
    String sha256,
    int opset,
    @JsonProperty("ir_version") int irVersion,
    @JsonProperty("sample_rate_hz") int sampleRateHz,
    @JsonProperty("block_frames") int blockFrames,
    @JsonProperty("control_frames") int controlFrames,
    List<Tensor> inputs,
    List<Tensor> outputs) {

  /** Name of the manifest beside the model. */
  public static final String FILE = "auralis-synth.json";

  /** Name of the model that {@link #describe} describes. */
  public static final String MODEL_FILE = "auralis-synth.onnx";

  /**
   * A tensor of the graph.
   *
   * @param shape numbers, or names of free dimensions
   * @param columns what the last axis holds, where it has names
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Tensor(String name, String type, List<Object> shape, List<Column> columns) {

    public Tensor {
      columns = columns == null ? List.of() : List.copyOf(columns);
    }
  }

  /** An element of a tensor's last axis. */
  public record Column(String name, String unit, String meaning) {}

  /** The manifest that this version of the service expects of a model. */
  public static GraphManifest describe(long bytes, String sha256, int opset, int irVersion) {
    return new GraphManifest(
        MODEL_FILE,
        bytes,
        sha256,
        opset,
        irVersion,
        AudioFormat.SAMPLE_RATE_HZ,
        AudioFormat.BLOCK_FRAMES,
        ControlRate.CONTROL_FRAMES,
        List.of(
            bank("voices", "voices", VoiceColumn.values()),
            bank("noise", "noise_voices", NoiseColumn.values()),
            new Tensor("noise_rows", "int64", List.of("blocks", NoiseRows.COLUMNS), List.of())),
        List.of(
            new Tensor(
                "audio",
                "float32",
                List.of("blocks", AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES),
                List.of())));
  }

  private static Tensor bank(String name, String slots, ControlColumn[] columns) {
    return new Tensor(
        name,
        "float32",
        List.of(slots, "blocks", columns.length),
        Arrays.stream(columns)
            .map(column -> new Column(column.columnName(), column.unit(), column.meaning()))
            .toList());
  }
}
