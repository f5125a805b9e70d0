package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;

import io.auralis.sequencing.NoiseRows;
import java.util.Random;

/**
 * Independent stereo random numbers of unit variance as a function of position, a row per frame.
 *
 * <p>Signs times amplitudes, from two tables whose row counts are prime: {@link NoiseRows}. The
 * tables come from {@link Random}, whose sequence its contract specifies. A block has one frame of
 * history.
 */
final class WhiteNoise {

  /** Rows of a block: the frame before it and its own. */
  static final int FRAMES = CONTROL_FRAMES + 1;

  private WhiteNoise() {}

  /** From rows [blocks, 3] to numbers [blocks, 2, 50, width]. */
  static Signal at(Signal rows, int width) {
    GraphBuilder graph = rows.graph();
    Signal signs = table(graph, NoiseRows.SIGN_ROWS, width, new Random(1), true);
    Signal amplitudes = table(graph, NoiseRows.AMPLITUDE_ROWS, width, new Random(2), false);
    long[] range = new long[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      range[i] = i;
    }
    Signal frames = graph.integers(range);
    Signal sign = signs.gather(rows.slice(1, 0, 1).plus(frames), 0).unsqueeze(1);
    Signal amplitude = amplitudes.gather(rows.slice(1, 1, 3).unsqueeze(2).plus(frames), 0);
    return sign.times(amplitude);
  }

  /** Row i holds frame i - 1; the first rows stand again at the end, so no index wraps. */
  private static Signal table(
      GraphBuilder graph, int rows, int width, Random random, boolean sign) {
    float[][] frames = new float[rows][width];
    for (float[] frame : frames) {
      for (int i = 0; i < width; i++) {
        double uniform = 2 * random.nextDouble() - 1;
        frame[i] = (float) (sign ? (uniform < 0 ? -1 : 1) : uniform * Math.sqrt(3));
      }
    }
    float[] table = new float[(rows + FRAMES) * width];
    for (int i = 0; i < rows + FRAMES; i++) {
      System.arraycopy(frames[Math.floorMod(i - 1, rows)], 0, table, i * width, width);
    }
    return graph.constant(table, rows + FRAMES, width);
  }
}
