package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.sequencing.NoiseRows;
import java.util.Random;

/**
 * Stereo white noise of unit variance as a function of position: signs times amplitudes.
 *
 * <p>The tables come from {@link Random}, whose sequence its contract specifies. One control frame
 * of history precedes each block, for filters.
 */
final class WhiteNoise {

  /** Control frames that a block needs: its own and one of history. */
  static final int FRAMES = CONTROL_FRAMES + 1;

  private WhiteNoise() {}

  /** From rows [blocks, 3] to noise [blocks, 2, 4500] that starts 90 samples before the block. */
  static Signal at(Signal rows) {
    GraphBuilder graph = rows.graph();
    Signal signs = table(graph, NoiseRows.SIGN_ROWS, new Random(1), true);
    Signal amplitudes = table(graph, NoiseRows.AMPLITUDE_ROWS, new Random(2), false);
    long[] range = new long[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      range[i] = i;
    }
    Signal frames = graph.integers(range);
    Signal sign = signs.gather(rows.slice(1, 0, 1).plus(frames)).unsqueeze(1);
    Signal amplitude = amplitudes.gather(rows.slice(1, 1, 3).unsqueeze(2).plus(frames));
    return sign.times(amplitude).reshape(0, 2, -1);
  }

  /** Row i holds frame i - 1; the first rows stand again at the end, so no index wraps. */
  private static Signal table(GraphBuilder graph, int rows, Random random, boolean sign) {
    float[][] frames = new float[rows][SAMPLES_PER_CONTROL_FRAME];
    for (float[] frame : frames) {
      for (int r = 0; r < frame.length; r++) {
        double uniform = 2 * random.nextDouble() - 1;
        frame[r] = (float) (sign ? (uniform < 0 ? -1 : 1) : uniform * Math.sqrt(3));
      }
    }
    float[] table = new float[(rows + FRAMES) * SAMPLES_PER_CONTROL_FRAME];
    for (int i = 0; i < rows + FRAMES; i++) {
      System.arraycopy(
          frames[Math.floorMod(i - 1, rows)],
          0,
          table,
          i * SAMPLES_PER_CONTROL_FRAME,
          SAMPLES_PER_CONTROL_FRAME);
    }
    return graph.constant(table, rows + FRAMES, SAMPLES_PER_CONTROL_FRAME);
  }
}
