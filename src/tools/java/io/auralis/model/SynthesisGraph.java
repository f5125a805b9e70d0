package io.auralis.model;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.NoiseColumn;
import io.auralis.sequencing.NoiseRows;
import io.auralis.sequencing.VoiceColumn;

/**
 * The whole graph: a bank of pitched voices, a bank of noise, their sum, the limiter.
 *
 * <p>Stateless and batched: every block carries all that its voices need.
 */
final class SynthesisGraph {

  private SynthesisGraph() {}

  static byte[] build() {
    GraphBuilder graph = new GraphBuilder("auralis-synth");
    Signal voices = graph.input("voices", "blocks", "voices", VoiceColumn.values().length);
    Signal noise = graph.input("noise", "blocks", "noise_voices", NoiseColumn.values().length);
    Signal rows = graph.integerInput("noise_rows", "blocks", NoiseRows.COLUMNS);

    graph.scope("voices");
    Columns<VoiceColumn> in = new Columns<>(voices, VoiceColumn.class);
    Signal seconds = ControlEdges.seconds(graph);
    Signal envelope =
        Adsr.at(
            in.get(VoiceColumn.TIME).plus(seconds),
            in.get(VoiceColumn.GATE),
            in.get(VoiceColumn.RELEASE_AT),
            in.get(VoiceColumn.ATTACK),
            in.get(VoiceColumn.DECAY),
            in.get(VoiceColumn.SUSTAIN),
            in.get(VoiceColumn.RELEASE),
            in.get(VoiceColumn.ALPHA));
    Signal tones = VoiceBank.mix(in, envelope);
    graph.scope("noise");
    Signal swells = NoiseBank.mix(noise, rows);
    graph.scope("master");
    Signal audio = SoftLimiter.limit(tones.plus(swells));
    graph.output("audio", audio, "blocks", AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES);
    return graph.toBytes();
  }
}
