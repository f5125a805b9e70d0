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
    Signal voices = graph.input("voices", "voices", "blocks", VoiceColumn.values().length);
    Signal noise = graph.input("noise", "noise_voices", "blocks", NoiseColumn.values().length);
    Signal rows = graph.integerInput("noise_rows", "blocks", NoiseRows.COLUMNS);

    graph.scope("voices");
    Signal tones = new VoiceBank(voices).mix();
    graph.scope("noise");
    Signal swells = NoiseBank.mix(noise, rows);
    graph.scope("master");
    Signal audio = SoftLimiter.limit(tones.plus(swells));
    graph.output("audio", audio, "blocks", AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES);
    return graph.toBytes();
  }
}
