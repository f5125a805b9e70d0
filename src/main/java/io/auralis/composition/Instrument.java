package io.auralis.composition;

/** The parts of the ensemble. What they sound like is the synthesiser's business. */
public enum Instrument {
  /** Sustained chords. */
  PAD,
  /** The melody. */
  LEAD,
  /** Sustained bass. */
  SUB,
  /** A soft low drum. */
  KICK,
  /** A swell of noise; its pitch means nothing. */
  SWELL,
  /** Short high tones, rare as light on water. */
  BELL,
  /** A breath of noise that is almost always there; its pitch means nothing. */
  BREATH
}
