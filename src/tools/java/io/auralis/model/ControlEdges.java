package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;

/**
 * The 50 edges of a block's 49 control frames, and the way from values at edges to values in
 * frames.
 *
 * <p>Signals at edges carry two more numbers at the end: ONNX Runtime computes the elements of a
 * tensor that do not fill a vector register by another path than the rest, with other last bits. 52
 * times a multiple of four voices fills registers of sixteen, so that no block's bits depend on
 * what else is in the run.
 */
final class ControlEdges {

  /** Edges and padding. */
  static final int WIDTH = 52;

  private ControlEdges() {}

  /** Straight lines: from values and steps [.., n, 2] to values at the edges [.., n, 52]. */
  static Signal ramps(Signal pairs) {
    float[] line = new float[2 * WIDTH];
    for (int edge = 0; edge < WIDTH; edge++) {
      line[edge] = 1;
      line[WIDTH + edge] = edge;
    }
    return pairs.matmul(pairs.graph().constant(line, 2, WIDTH));
  }

  /**
   * Weights of the edges in the frames' middles, then in the change over the frames: [98, 52].
   *
   * @param alternating whether each frame's middle and change stand together instead
   */
  static float[] middlesAndChanges(boolean alternating) {
    float[] matrix = new float[2 * CONTROL_FRAMES * WIDTH];
    for (int frame = 0; frame < CONTROL_FRAMES; frame++) {
      int middle = (alternating ? 2 * frame : frame) * WIDTH + frame;
      int change = (alternating ? 2 * frame + 1 : CONTROL_FRAMES + frame) * WIDTH + frame;
      matrix[middle] = 0.5f;
      matrix[middle + 1] = 0.5f;
      matrix[change] = -1;
      matrix[change + 1] = 1;
    }
    return matrix;
  }

  /** A matrix [rows, columns] turned to [columns, rows]. */
  static float[] transposed(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] turned = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = matrix[row * columns + column];
      }
    }
    return turned;
  }
}
