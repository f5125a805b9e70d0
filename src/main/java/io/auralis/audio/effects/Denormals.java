package io.auralis.audio.effects;

/**
 * Numbers that keep feedback out of the range where floats lose their speed.
 *
 * <p>Floats below 1.2e-38 are denormal and cost a hundred times an ordinary operation. Adding and
 * subtracting {@link #QUIET} rounds a value to a multiple of about 1e-19 (-380 dBFS), so a decaying
 * loop reaches zero exactly instead. Where a recursion has no time for that, {@link #FLOOR} is
 * added to its input and keeps its state normal.
 */
final class Denormals {

  static final float QUIET = 1e-12f;

  static final float FLOOR = 1e-18f;

  private Denormals() {}
}
