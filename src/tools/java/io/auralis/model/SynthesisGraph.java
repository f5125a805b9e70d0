package io.auralis.model;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.GlidingColumn;
import io.auralis.sequencing.NoiseColumn;
import io.auralis.sequencing.NoiseRows;
import io.auralis.sequencing.SteadyColumn;

/**
 * The whole graph: three banks of voices, their sum, the limiter.
 *
 * <p>Stateless and batched: every block carries all that its voices need.
 */
final class SynthesisGraph {

  private SynthesisGraph() {}

  static byte[] build() {
    GraphBuilder graph = new GraphBuilder("auralis-synth");
    Signal steady = graph.input("steady", "blocks", "steady_voices", SteadyColumn.values().length);
    Signal gliding =
        graph.input("gliding", "blocks", "gliding_voices", GlidingColumn.values().length);
    Signal noise = graph.input("noise", "blocks", "noise_voices", NoiseColumn.values().length);
    Signal rows = graph.integerInput("noise_rows", "blocks", NoiseRows.COLUMNS);

    graph.scope("steady");
    Signal tones = SteadyBank.mix(steady);
    graph.scope("gliding");
    Signal glides = GlidingBank.mix(gliding);
    graph.scope("noise");
    Signal swells = NoiseBank.mix(noise, rows);
    graph.scope("master");
    Signal audio = SoftLimiter.limit(tones.plus(glides).plus(swells));
    graph.output("audio", audio, "blocks", AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES);
    return graph.toBytes();
  }
}
