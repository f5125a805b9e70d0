package io.auralis.model;

/** torchsynth's sine oscillator: the cosine of the running phase. */
final class SineVco {

  private SineVco() {}

  /** The oscillator at an angle in radians. */
  static Signal at(Signal angle) {
    return angle.cos();
  }
}
