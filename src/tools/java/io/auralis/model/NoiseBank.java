package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;
import static io.auralis.sequencing.NoiseColumn.*;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.NoiseColumn;
import java.util.List;

/**
 * Noise swells: all voices open the same three bands of one stereo noise.
 *
 * <p>Noise of a chosen spectrum without a filter: each frame is a sum of sines and cosines 245 Hz
 * apart with random amplitudes, under a sine window of two frames that overlaps the next one by
 * half. The squares of overlapping windows sum to 1, so the variance is even. The top band follows
 * the square of the envelope: a swell opens as it rises.
 */
final class NoiseBank {

  private static final int BANDS = 3;
  private static final int WINDOW = 2 * SAMPLES_PER_CONTROL_FRAME;
  private static final double BIN_HZ = (double) AudioFormat.SAMPLE_RATE_HZ / WINDOW;
  private static final double[] EDGES_HZ = {0, 400, 1_600, 6_400};
  private static final int BINS = (int) (EDGES_HZ[BANDS] / BIN_HZ);

  private NoiseBank() {}

  /** From controls [voices, blocks, columns] and rows [blocks, 3] to stereo [blocks, 2, 4410]. */
  static Signal mix(Signal bank, Signal rows) {
    Columns<NoiseColumn> in =
        new Columns<>(bank, NoiseColumn.class, List.of(ATTACK, ALPHA, SUSTAIN, LEFT, LOW));
    GraphBuilder graph = bank.graph();
    Signal envelope = Adsr.of(in.ramps(ATTACK), in.get(ALPHA), in.get(SUSTAIN));
    // Left and right, then the three bands.
    Signal levels = in.get(LEFT).unsqueeze(3).times(in.get(LOW).unsqueeze(2));
    Signal opened = Signal.concat(2, envelope, envelope, envelope.times(envelope)).unsqueeze(2);
    // A frame's window has its peak at the frame's end, so the edges are the frames' gains.
    Signal gains =
        levels
            .times(opened)
            .sum(0)
            .slice(3, 0, WhiteNoise.FRAMES)
            .transpose(0, 1, 3, 2)
            .matmul(bandsOfBins(graph));

    Signal frames = WhiteNoise.at(rows, 2 * BINS).times(gains);
    Signal falling = frames.slice(2, 0, CONTROL_FRAMES);
    Signal rising = frames.slice(2, 1, CONTROL_FRAMES + 1);
    return Signal.concat(3, rising, falling)
        .matmul(sines(graph))
        .reshape(0, 0, AudioFormat.BLOCK_FRAMES);
  }

  /** Which band a bin belongs to, scaled so that each band has unit variance: [3, 2 bins]. */
  private static Signal bandsOfBins(GraphBuilder graph) {
    float[] matrix = new float[BANDS * 2 * BINS];
    for (int band = 0; band < BANDS; band++) {
      int first = (int) (EDGES_HZ[band] / BIN_HZ);
      int last = (int) (EDGES_HZ[band + 1] / BIN_HZ);
      for (int bin = first; bin < last; bin++) {
        float level = (float) (1 / Math.sqrt(last - first));
        matrix[band * 2 * BINS + 2 * bin] = level;
        matrix[band * 2 * BINS + 2 * bin + 1] = level;
      }
    }
    return graph.constant(matrix, BANDS, 2 * BINS);
  }

  /**
   * Windowed cosines and sines of the bins: the first half of the window for the frame that rises,
   * below it the second half for the one that falls, [4 bins, 90].
   */
  private static Signal sines(GraphBuilder graph) {
    int half = WINDOW / 2;
    float[] matrix = new float[4 * BINS * half];
    for (int bin = 0; bin < BINS; bin++) {
      for (int n = 0; n < WINDOW; n++) {
        double window = StrictMath.sin(Math.PI * (n + 0.5) / WINDOW);
        double angle = 2 * Math.PI * (bin + 1) * n / WINDOW;
        int at = (n / half * 2 * BINS + 2 * bin) * half + n % half;
        matrix[at] = (float) (window * StrictMath.cos(angle));
        matrix[at + half] = (float) (window * StrictMath.sin(angle));
      }
    }
    return graph.constant(matrix, 4 * BINS, half);
  }
}
