package io.auralis.model;

/** Places voices between left and right at equal power. */
final class StereoField {

  private StereoField() {}

  /** Left and right gain, [blocks, voices, 2], of positions [blocks, voices, 1] in [-1, 1]. */
  static Signal gains(Signal position) {
    Signal angle = position.clip(-1, 1).plus(1).times(Math.PI / 4);
    return Signal.concat(2, angle.cos(), angle.sin());
  }

  /** Sums voices [blocks, voices, 4410] into [blocks, 2, 4410]. */
  static Signal mix(Signal voices, Signal gains) {
    return gains.transpose(0, 2, 1).matmul(voices);
  }
}
