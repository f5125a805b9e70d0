package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.NoiseColumn;

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

  /** From controls [blocks, voices, columns] and rows [blocks, 3] to stereo [blocks, 2, 4410]. */
  static Signal mix(Signal bank, Signal rows) {
    Columns<NoiseColumn> in = new Columns<>(bank, NoiseColumn.class);
    GraphBuilder graph = bank.graph();
    Signal envelope =
        Adsr.at(
            in.get(NoiseColumn.TIME).plus(ControlEdges.seconds(graph)),
            in.get(NoiseColumn.GATE),
            in.get(NoiseColumn.RELEASE_AT),
            in.get(NoiseColumn.ATTACK),
            in.get(NoiseColumn.DECAY),
            in.get(NoiseColumn.SUSTAIN),
            in.get(NoiseColumn.RELEASE),
            in.get(NoiseColumn.ALPHA));

    Signal side = StereoField.gains(in.get(NoiseColumn.PAN)).times(in.get(NoiseColumn.GAIN));
    Signal soft =
        levels(side, Signal.concat(2, in.get(NoiseColumn.LOW), in.get(NoiseColumn.MIDDLE)));
    Signal bright = levels(side, in.get(NoiseColumn.HIGH));
    Signal softEdges = soft.matmul(envelope.unsqueeze(1));
    Signal brightEdges = bright.matmul(envelope.times(envelope).unsqueeze(1));
    // A frame's window has its peak at the frame's end, so the edges are the frames' gains.
    Signal gains =
        Signal.concat(2, softEdges, brightEdges).transpose(0, 1, 3, 2).matmul(bandsOfBins(graph));

    Signal frames = WhiteNoise.at(rows, 2 * BINS).times(gains).matmul(sines(graph));
    Signal rising = frames.slice(2, 1, CONTROL_FRAMES + 1).slice(3, 0, SAMPLES_PER_CONTROL_FRAME);
    Signal falling = frames.slice(2, 0, CONTROL_FRAMES).slice(3, SAMPLES_PER_CONTROL_FRAME, WINDOW);
    return rising.plus(falling).reshape(0, 0, -1);
  }

  /** Band levels per channel over voices: [blocks, 2, bands, voices]. */
  private static Signal levels(Signal side, Signal bands) {
    return side.unsqueeze(3).times(bands.unsqueeze(2)).transpose(0, 2, 3, 1);
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

  /** Windowed cosines and sines of the bins, [2 bins, 180]. */
  private static Signal sines(GraphBuilder graph) {
    float[] matrix = new float[2 * BINS * WINDOW];
    for (int bin = 0; bin < BINS; bin++) {
      for (int n = 0; n < WINDOW; n++) {
        double window = StrictMath.sin(Math.PI * (n + 0.5) / WINDOW);
        double angle = 2 * Math.PI * (bin + 1) * n / WINDOW;
        matrix[2 * bin * WINDOW + n] = (float) (window * StrictMath.cos(angle));
        matrix[(2 * bin + 1) * WINDOW + n] = (float) (window * StrictMath.sin(angle));
      }
    }
    return graph.constant(matrix, 2 * BINS, WINDOW);
  }
}
