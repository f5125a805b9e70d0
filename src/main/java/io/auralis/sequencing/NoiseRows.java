package io.auralis.sequencing;

/**
 * Where the graph's noise stands: rows of two tables, a function of the absolute position.
 *
 * <p>White noise is the product of a table of signs and a table of amplitudes, 90 samples a row.
 * Their row counts are prime, so the product repeats after 509 * 521 control frames, nine minutes.
 * The right channel reads the amplitudes half a table later.
 */
public final class NoiseRows {

  /** Rows of the table of signs. */
  public static final int SIGN_ROWS = 509;

  /** Rows of the table of amplitudes. */
  public static final int AMPLITUDE_ROWS = 521;

  /** Indices per block in the graph's {@code noise_rows} input. */
  public static final int COLUMNS = 3;

  private static final int RIGHT_OFFSET = AMPLITUDE_ROWS / 2;

  private NoiseRows() {}

  /** Writes the indices of the block that starts at {@code controlFrame} of the station. */
  static void write(long controlFrame, long[] rows, int offset) {
    rows[offset] = Math.floorMod(controlFrame, SIGN_ROWS);
    rows[offset + 1] = Math.floorMod(controlFrame, AMPLITUDE_ROWS);
    rows[offset + 2] = Math.floorMod(controlFrame + RIGHT_OFFSET, AMPLITUDE_ROWS);
  }
}
