package io.auralis.model;

import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.NoiseColumn;
import java.util.List;

/**
 * Noise swells: all voices open the same three bands of one stereo noise.
 *
 * <p>The bands are filtered once, whatever the number of voices; the top band follows the square of
 * the envelope, so a swell opens as it rises.
 */
final class NoiseBank {

  private static final int BANDS = 3;

  /** Filter length; one control frame of history feeds it. */
  private static final int TAPS = SAMPLES_PER_CONTROL_FRAME + 1;

  private static final double[] EDGES_HZ = {0, 400, 1_600, 6_400};

  private NoiseBank() {}

  /** From controls [blocks, voices, columns] and rows [blocks, 3] to stereo [blocks, 2, 4410]. */
  static Signal mix(Signal bank, Signal rows) {
    Columns<NoiseColumn> in = new Columns<>(bank, NoiseColumn.class);
    GraphBuilder graph = bank.graph();
    Signal envelope =
        new Adsr(
                in.get(NoiseColumn.GATE),
                in.get(NoiseColumn.ATTACK),
                in.get(NoiseColumn.DECAY),
                in.get(NoiseColumn.SUSTAIN),
                in.get(NoiseColumn.RELEASE),
                in.get(NoiseColumn.ALPHA))
            .at(in.get(NoiseColumn.TIME).plus(ControlEdges.seconds(graph)));

    // [blocks, voices, 1, 2] * [blocks, voices, 2, 1]: channels outside, bands inside.
    Signal side = StereoField.gains(in.get(NoiseColumn.PAN)).times(in.get(NoiseColumn.GAIN));
    Signal soft =
        levels(side, Signal.concat(2, in.get(NoiseColumn.LOW), in.get(NoiseColumn.MIDDLE)));
    Signal bright = levels(side, in.get(NoiseColumn.HIGH));
    Signal softEdges = soft.matmul(envelope.unsqueeze(1));
    Signal brightEdges = bright.matmul(envelope.times(envelope).unsqueeze(1));
    Signal edges = Signal.concat(2, softEdges, brightEdges);

    Signal gains =
        ControlEdges.interpolate(ControlEdges.start(edges), ControlEdges.change(edges))
            .reshape(0, 0, BANDS, AudioFormat.BLOCK_FRAMES);
    return bands(WhiteNoise.at(rows)).times(gains).sum(2);
  }

  /** Band levels per channel over voices: [blocks, 2, bands, voices]. */
  private static Signal levels(Signal side, Signal bands) {
    return side.unsqueeze(3).times(bands.unsqueeze(2)).transpose(0, 2, 3, 1);
  }

  /** [blocks, 2, 4500] to [blocks, 2, 3, 4410]. */
  private static Signal bands(Signal white) {
    GraphBuilder graph = white.graph();
    float[] kernels = new float[BANDS * TAPS];
    for (int band = 0; band < BANDS; band++) {
      double[] kernel = bandPass(EDGES_HZ[band], EDGES_HZ[band + 1]);
      for (int tap = 0; tap < TAPS; tap++) {
        kernels[band * TAPS + tap] = (float) kernel[tap];
      }
    }
    Signal mono = white.reshape(-1, 1, AudioFormat.BLOCK_FRAMES + SAMPLES_PER_CONTROL_FRAME);
    Signal filtered = graph.op("Conv", List.of(mono, graph.constant(kernels, BANDS, 1, TAPS)));
    return filtered.reshape(-1, AudioFormat.CHANNELS, BANDS, AudioFormat.BLOCK_FRAMES);
  }

  /** A Hann-windowed sinc band-pass scaled to unit output variance for white input. */
  private static double[] bandPass(double lowHz, double highHz) {
    double[] kernel = new double[TAPS];
    double energy = 0;
    for (int i = 0; i < TAPS; i++) {
      int n = i - TAPS / 2;
      double window = 0.5 + 0.5 * StrictMath.cos(2 * Math.PI * n / (TAPS + 1));
      kernel[i] = window * (lowPass(highHz, n) - lowPass(lowHz, n));
      energy += kernel[i] * kernel[i];
    }
    for (int i = 0; i < TAPS; i++) {
      kernel[i] /= Math.sqrt(energy);
    }
    return kernel;
  }

  private static double lowPass(double cutoffHz, int n) {
    double cycles = cutoffHz / AudioFormat.SAMPLE_RATE_HZ;
    return n == 0 ? 2 * cycles : StrictMath.sin(2 * Math.PI * cycles * n) / (Math.PI * n);
  }
}
