package io.auralis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.VoiceColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
  private static final int CONTROL_HZ = 441;

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

  private static float[] render(JsonNode reference, int frames) throws IOException {
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
    VoiceBank bank = voices(graph);
    Signal voice = bank.phasor().sines(constantly(1, bank), bank.column(VoiceColumn.SKEW));
    graph.output("out", voice, "voices", "blocks", 49, 90);
    return render(graph, parameters, hertz, initial, frames);
  }

  private static float[] squareSaw(JsonNode parameters, int frames) {
    double hertz = hertz(parameters.path("midi_f0").asDouble());
    double partials = 12_000 / (hertz * Math.log10(hertz));
    GraphBuilder graph = new GraphBuilder("square_saw");
    VoiceBank bank = voices(graph);
    Signal voice =
        SquareSawVco.torchsynth(
            bank.phasor(),
            constantly(Math.PI * partials / 2, bank),
            constantly(parameters.path("shape").asDouble(), bank));
    graph.output("out", voice, "voices", "blocks", 49, 90);
    return render(graph, parameters, hertz, 0, frames);
  }

  private static VoiceBank voices(GraphBuilder graph) {
    return new VoiceBank(graph.input("voices", "voices", "blocks", VoiceColumn.values().length));
  }

  /** A value at the control edges of every voice. */
  private static Signal constantly(double value, VoiceBank bank) {
    float[] edges = new float[ControlEdges.WIDTH];
    Arrays.fill(edges, (float) value);
    Signal none = bank.column(VoiceColumn.SKEW).times(0);
    return none.plus(none.graph().constant(edges, edges.length));
  }

  /** Runs a graph over one voice with the case's vibrato, as the sequencer would write it. */
  private static float[] render(
      GraphBuilder graph, JsonNode parameters, double nominal, double initial, int frames) {
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
    double turn = 2 * Math.PI;
    double step = ControlRate.CONTROL_FRAME_SECONDS;
    for (int block = 0; block < blocks; block++) {
      double seconds = ((double) block * AudioFormat.BLOCK_FRAMES + 1) / AudioFormat.SAMPLE_RATE_HZ;
      double sway = fraction(rate * seconds);
      bank.set(block, 0, VoiceColumn.PHASE, turn * fraction(hertz * (seconds + step / 2) + start));
      bank.set(block, 0, VoiceColumn.PHASE_STEP, turn * fraction(hertz * step));
      bank.set(block, 0, VoiceColumn.OMEGA, turn * hertz / AudioFormat.SAMPLE_RATE_HZ);
      bank.set(block, 0, VoiceColumn.VIBRATO, turn * (sway + 0.25));
      bank.set(block, 0, VoiceColumn.VIBRATO_STEP, turn * rate * step);
      bank.set(block, 0, VoiceColumn.VIBRATO_OCTAVE, 2 * turn * sway);
      bank.set(block, 0, VoiceColumn.VIBRATO_OCTAVE_STEP, 2 * turn * rate * step);
      bank.set(block, 0, VoiceColumn.VIBRATO_TURN, -hertz * bend / rate);
      bank.set(block, 0, VoiceColumn.VIBRATO_OCTAVE_TURN, -hertz * bend * bend / (8 * rate));
    }
    return GraphRunner.run(graph, "voices", bank.values(), 1, blocks, bank.columns());
  }

  /** The sequencer writes a note with the case's envelope; the graph evaluates it. */
  private static float[] adsr(JsonNode parameters, int frames) throws IOException {
    Sequencer sequencer = new Sequencer(patches(parameters));
    double gate = parameters.path("note_on_duration").asDouble();
    long ticks = Math.round(gate * Phrase.TICKS_PER_BEAT);
    // At 60 bpm a beat is a second.
    sequencer.schedule(
        new Phrase(
            0,
            new GenerationParameters(Key.A_MINOR, new Tempo(60), 1),
            Phrase.BARS,
            List.of(),
            List.of(new Note(Instrument.SUB, 45, 0, ticks, 1, 0, 0)),
            PhraseEnding.none()),
        0);
    ControlBlock block = Sequencer.newControlBlock(1);
    int columns = block.voices().columns();
    float[] rows = new float[frames * columns];
    for (int i = 0; i < frames; i++) {
      sequencer.write(block, (long) i * AudioFormat.SAMPLE_RATE_HZ / CONTROL_HZ, 1);
      System.arraycopy(block.voices().values(), 0, rows, i * columns, columns);
    }
    GraphBuilder graph = new GraphBuilder("adsr");
    graph.output("out", voices(graph).envelope(), "voices", "blocks", 1, ControlEdges.WIDTH);
    float[] edges = GraphRunner.run(graph, "voices", rows, 1, frames, columns);
    float[] envelope = new float[frames];
    for (int i = 0; i < frames; i++) {
      envelope[i] = edges[i * ControlEdges.WIDTH];
    }
    return envelope;
  }

  private static PatchBook patches(JsonNode parameters) throws IOException {
    ObjectMapper mapper = JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();
    JsonNode book = mapper.readTree(ModelFiles.bundled().read(PatchBook.FILE));
    ObjectNode envelope = (ObjectNode) book.path("sub").path("envelope");
    envelope.set("attack_s", parameters.path("attack"));
    envelope.set("decay_s", parameters.path("decay"));
    envelope.set("sustain", parameters.path("sustain"));
    envelope.set("release_s", parameters.path("release"));
    envelope.set("alpha", parameters.path("alpha"));
    return PatchBook.parse(mapper.writeValueAsBytes(book), "test");
  }

  private static float[] lfo(JsonNode parameters, int frames) {
    GraphBuilder graph = new GraphBuilder("lfo");
    Signal cycles = graph.input("time", "frames").times(parameters.path("frequency").asDouble());
    JsonNode weights = parameters.path("weights");
    Signal shape =
        weights.path("sin").asDouble() > 0 ? Lfo.sine(cycles.times(Math.PI)) : Lfo.triangle(cycles);
    graph.output("out", shape, "frames");
    // torchsynth's LFO accumulates before it reads, too.
    float[] times = new float[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = (i + 1f) / CONTROL_HZ;
    }
    return GraphRunner.run(graph, "time", times, frames);
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
