package io.auralis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.VoiceColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** torchsynth's sine is a cosine: a quarter of a cycle ahead of ours. */
  private static float[] sine(JsonNode parameters, int frames) {
    double hertz =
        hertz(parameters.path("midi_f0").asDouble() + parameters.path("tuning").asDouble());
    double initial = 0.25 + parameters.path("initial_phase").asDouble() / (2 * Math.PI);
    GraphBuilder graph = new GraphBuilder("sine");
    Columns<VoiceColumn> in = voices(graph);
    Signal edges = ControlEdges.seconds(graph);
    Signal one = in.get(VoiceColumn.GAIN).plus(edges.times(0));
    graph.output(
        "out",
        VoiceBank.phasor(in, edges).sines(one, in.get(VoiceColumn.SKEW)),
        "blocks",
        "voices",
        49,
        90);
    return render(graph, parameters, hertz, initial, 0, frames);
  }

  private static float[] squareSaw(JsonNode parameters, int frames) {
    double hertz = hertz(parameters.path("midi_f0").asDouble());
    double partials = 12_000 / (hertz * Math.log10(hertz));
    GraphBuilder graph = new GraphBuilder("square_saw");
    Columns<VoiceColumn> in = voices(graph);
    Signal edges = ControlEdges.seconds(graph);
    Signal none = edges.times(0);
    Signal voice =
        SquareSawVco.torchsynth(
            VoiceBank.phasor(in, edges),
            in.get(VoiceColumn.DRIVE).plus(none),
            none.plus(parameters.path("shape").asDouble()).plus(in.get(VoiceColumn.SKEW)));
    graph.output("out", voice, "blocks", "voices", 49, 90);
    return render(graph, parameters, hertz, 0, Math.PI * partials / 2, frames);
  }

  private static Columns<VoiceColumn> voices(GraphBuilder graph) {
    return new Columns<>(
        graph.input("voices", "blocks", "voices", VoiceColumn.values().length), VoiceColumn.class);
  }

  /** Runs a graph over one voice with the case's vibrato. */
  private static float[] render(
      GraphBuilder graph,
      JsonNode parameters,
      double nominal,
      double initial,
      double drive,
      int frames) {
    double depth = parameters.path("mod_depth").asDouble();
    double bend = depth * Math.log(2) / 12;
    double rate = parameters.path("mod_lfo_hz").asDouble(1);
    double hertz = nominal * (1 + bend * bend / 4);
    // The integral of the vibrato starts at zero, its closed form does not.
    double start = initial + nominal * bend / (2 * Math.PI * rate);
    int blocks = (frames + AudioFormat.BLOCK_FRAMES - 1) / AudioFormat.BLOCK_FRAMES;
    ControlBlock controls = new ControlBlock(blocks, 1, 1);
    controls.reset(blocks, 1, 1);
    ControlBlock.Bank<VoiceColumn> bank = controls.voices();
    for (int block = 0; block < blocks; block++) {
      double seconds = ((double) block * AudioFormat.BLOCK_FRAMES + 1) / AudioFormat.SAMPLE_RATE_HZ;
      bank.set(block, 0, VoiceColumn.PHASE, fraction(hertz * seconds + start));
      bank.set(block, 0, VoiceColumn.STEP, fraction(hertz * ControlRate.CONTROL_FRAME_SECONDS));
      bank.set(block, 0, VoiceColumn.OMEGA, 2 * Math.PI * hertz / AudioFormat.SAMPLE_RATE_HZ);
      bank.set(block, 0, VoiceColumn.GAIN, 1);
      bank.set(block, 0, VoiceColumn.DRIVE, drive);
      bank.set(block, 0, VoiceColumn.VIBRATO_RATE, rate);
      bank.set(block, 0, VoiceColumn.VIBRATO_PHASE, fraction(rate * seconds));
      bank.set(block, 0, VoiceColumn.VIBRATO_DEPTH, depth);
    }
    return GraphRunner.run(graph, "voices", bank.values(), blocks, 1, bank.columns());
  }

  private static float[] adsr(JsonNode parameters, int frames) {
    GraphBuilder graph = new GraphBuilder("adsr");
    Signal time = graph.input("time", "frames");
    Signal envelope =
        Adsr.at(
                time.unsqueeze(0),
                number(graph, parameters, "note_on_duration"),
                number(graph, parameters, "note_on_duration"),
                number(graph, parameters, "attack"),
                number(graph, parameters, "decay"),
                number(graph, parameters, "sustain"),
                number(graph, parameters, "release"),
                number(graph, parameters, "alpha"))
            .reshape(-1);
    graph.output("out", envelope, "frames");
    return GraphRunner.run(graph, "time", controlTimes(frames, 0), frames);
  }

  private static Signal number(GraphBuilder graph, JsonNode parameters, String name) {
    return graph.constant(new float[] {(float) parameters.path(name).asDouble()}, 1, 1);
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
