package io.auralis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.GlidingColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the graph's modules to signals that torchsynth itself rendered.
 *
 * <p>The files hold float32, little-endian, one channel; torchsynth evaluated them in float64.
 * Sample n of an oscillator has the phase {@code 2 pi f (n + 1) / 44100 + initial_phase}, because
 * torchsynth accumulates before it reads. Envelopes and LFOs stand at 441 Hz.
 */
class TorchsynthReferenceTest {

  private static final double WITHOUT_MODULATION_DB = -80;

  /** With pitch modulation a closed-form phase differs from a running sum. */
  private static final double WITH_MODULATION_DB = -40;

  @TestFactory
  Stream<DynamicTest> oscillatorsWithoutModulationAgree() throws IOException {
    return cases("sine_vco", "square_saw_vco")
        .filter(reference -> !reference.path("parameters").has("mod_depth"))
        .map(reference -> agreement(reference, WITHOUT_MODULATION_DB));
  }

  @TestFactory
  Stream<DynamicTest> oscillatorsWithModulationAgree() throws IOException {
    return cases("sine_vco")
        .filter(reference -> reference.path("parameters").has("mod_depth"))
        .map(reference -> agreement(reference, WITH_MODULATION_DB));
  }

  @TestFactory
  Stream<DynamicTest> envelopesAndLfosAgree() throws IOException {
    return cases("adsr", "lfo").map(reference -> agreement(reference, WITHOUT_MODULATION_DB));
  }

  private static DynamicTest agreement(JsonNode reference, double bound) {
    return DynamicTest.dynamicTest(
        reference.path("name").asText(),
        () -> {
          float[] expected = read(reference);
          float[] actual = render(reference, expected.length);
          assertThat(errorDb(expected, actual))
              .as("error against %s in dB", reference.path("file").asText())
              .isLessThan(bound);
        });
  }

  private static float[] render(JsonNode reference, int frames) {
    JsonNode parameters = reference.path("parameters");
    return switch (reference.path("module").asText()) {
      case "sine_vco" -> sine(parameters, frames);
      case "square_saw_vco" -> squareSaw(parameters, frames);
      case "adsr" -> adsr(parameters, frames);
      case "lfo" -> lfo(parameters, frames);
      default -> throw new AssertionError("unknown module");
    };
  }

  /** The sine oscillator with the gliding bank's phase. */
  private static float[] sine(JsonNode parameters, int frames) {
    double nominal =
        hertz(parameters.path("midi_f0").asDouble() + parameters.path("tuning").asDouble());
    double depth = parameters.path("mod_depth").asDouble() * Math.log(2) / 12;
    double rate = parameters.path("mod_lfo_hz").asDouble(1);
    double frequency = nominal * (1 + depth * depth / 4);
    // The integral of the vibrato starts at zero, its closed form does not.
    double initial =
        parameters.path("initial_phase").asDouble() / (2 * Math.PI)
            + nominal * depth / (2 * Math.PI * rate);
    int blocks = blocks(frames);
    int columns = GlidingColumn.values().length;
    float[] controls = new float[blocks * columns];
    for (int block = 0; block < blocks; block++) {
      double sample = (double) block * AudioFormat.BLOCK_FRAMES + 1;
      double seconds = sample / AudioFormat.SAMPLE_RATE_HZ;
      int row = block * columns;
      controls[row + GlidingColumn.PHASE.ordinal()] =
          (float) fraction(frequency * seconds + initial);
      controls[row + GlidingColumn.STEP.ordinal()] =
          (float) fraction(frequency * ControlRate.CONTROL_FRAME_SECONDS);
      controls[row + GlidingColumn.FREQUENCY.ordinal()] = (float) frequency;
      controls[row + GlidingColumn.VIBRATO_RATE.ordinal()] = (float) rate;
      controls[row + GlidingColumn.VIBRATO_PHASE.ordinal()] = (float) fraction(rate * seconds);
      controls[row + GlidingColumn.VIBRATO_DEPTH.ordinal()] =
          (float) parameters.path("mod_depth").asDouble();
    }
    GraphBuilder graph = new GraphBuilder("sine");
    Signal bank = graph.input("gliding", "blocks", "voices", columns);
    Columns<GlidingColumn> in = new Columns<>(bank, GlidingColumn.class);
    Signal seconds = ControlEdges.seconds(graph);
    Signal cycles = GlidingBank.phase(in, seconds, in.get(GlidingColumn.TIME).plus(seconds));
    graph.output("out", SineVco.at(cycles.times(2 * Math.PI)), "blocks", "voices", 49, 90);
    return GraphRunner.run(graph, "gliding", controls, blocks, 1, columns);
  }

  /** The square/saw oscillator with the steady bank's matrix products. */
  private static float[] squareSaw(JsonNode parameters, int frames) {
    double frequency = hertz(parameters.path("midi_f0").asDouble());
    double partials = 12_000 / (frequency * Math.log10(frequency));
    int blocks = blocks(frames);
    float[] controls = new float[blocks * 5];
    for (int block = 0; block < blocks; block++) {
      double sample = (double) block * AudioFormat.BLOCK_FRAMES + 1;
      int row = block * 5;
      controls[row] = (float) fraction(frequency * sample / AudioFormat.SAMPLE_RATE_HZ);
      controls[row + 1] = (float) fraction(frequency * ControlRate.CONTROL_FRAME_SECONDS);
      controls[row + 2] = (float) (2 * Math.PI * frequency / AudioFormat.SAMPLE_RATE_HZ);
      controls[row + 3] = (float) (Math.PI * partials / 2);
      controls[row + 4] = (float) parameters.path("shape").asDouble();
    }
    GraphBuilder graph = new GraphBuilder("square_saw");
    List<Signal> in = graph.input("in", "blocks", "voices", 5).split(2, 5);
    Signal edges = ControlEdges.seconds(graph).times(0);
    Signal voice =
        SquareSawVco.steady(
            new SteadyFrames(in.get(0), in.get(1), in.get(2)),
            in.get(3).plus(edges),
            in.get(4),
            in.get(3).times(0).plus(1).plus(edges));
    graph.output("out", voice, "blocks", "voices", AudioFormat.BLOCK_FRAMES);
    return GraphRunner.run(graph, "in", controls, blocks, 1, 5);
  }

  private static float[] adsr(JsonNode parameters, int frames) {
    GraphBuilder graph = new GraphBuilder("adsr");
    Signal time = graph.input("time", "frames");
    Signal envelope =
        new Adsr(
                graph.scalar(parameters.path("note_on_duration").asDouble()),
                graph.scalar(parameters.path("attack").asDouble()),
                graph.scalar(parameters.path("decay").asDouble()),
                graph.scalar(parameters.path("sustain").asDouble()),
                graph.scalar(parameters.path("release").asDouble()),
                graph.scalar(parameters.path("alpha").asDouble()))
            .at(time);
    graph.output("out", envelope, "frames");
    return GraphRunner.run(graph, "time", controlTimes(frames, 0), frames);
  }

  private static float[] lfo(JsonNode parameters, int frames) {
    GraphBuilder graph = new GraphBuilder("lfo");
    Signal cycles = graph.input("time", "frames").times(parameters.path("frequency").asDouble());
    JsonNode weights = parameters.path("weights");
    Signal shape = weights.path("sin").asDouble() > 0 ? Lfo.sine(cycles) : Lfo.triangle(cycles);
    graph.output("out", shape, "frames");
    // torchsynth's LFO accumulates before it reads, too.
    return GraphRunner.run(graph, "time", controlTimes(frames, 1), frames);
  }

  private static float[] controlTimes(int frames, int first) {
    float[] times = new float[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = (float) ((i + first) / 441.0);
    }
    return times;
  }

  private static double errorDb(float[] expected, float[] actual) {
    double error = 0;
    double power = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.pow((double) actual[i] - expected[i], 2);
      power += Math.pow(expected[i], 2);
    }
    return 10 * Math.log10(error / power + 1e-20);
  }

  private static int blocks(int frames) {
    return (frames + AudioFormat.BLOCK_FRAMES - 1) / AudioFormat.BLOCK_FRAMES;
  }

  private static double hertz(double midi) {
    return 440 * Math.pow(2, (midi - 69) / 12);
  }

  private static double fraction(double cycles) {
    return cycles - Math.floor(cycles);
  }

  private static Stream<JsonNode> cases(String... modules) throws IOException {
    try (InputStream in =
        TorchsynthReferenceTest.class.getResourceAsStream("/torchsynth/manifest.json")) {
      JsonNode manifest = new ObjectMapper().readTree(in);
      return StreamSupport.stream(manifest.path("cases").spliterator(), false)
          .filter(
              reference -> Stream.of(modules).anyMatch(reference.path("module").asText()::equals));
    }
  }

  private static float[] read(JsonNode reference) throws IOException {
    try (InputStream in =
        TorchsynthReferenceTest.class.getResourceAsStream(
            "/torchsynth/" + reference.path("file").asText())) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      float[] samples = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(samples);
      return samples;
    }
  }
}
