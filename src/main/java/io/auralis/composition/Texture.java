package io.auralis.composition;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Tonality;

/**
 * What intensity, tempo and the slow arcs mean for the music, in one place: every mapping here
 * rises (or at least never falls) with the intensity. The end points were chosen by looking at
 * piano rolls and at statistics of what is composed.
 */
record Texture(GenerationParameters parameters, Arcs arcs) {

  /** From here on a fourth pad voice joins. */
  private static final double FOUR_VOICES_FROM = 0.3;

  /** Below this intensity a chord may hold four bars. */
  private static final double LONG_CHORDS_BELOW = 0.75;

  /** A four-bar chord at a very slow tempo is a standstill, not a rest. */
  private static final double LONGEST_CHORD_SECONDS = 20;

  /** From here on a pair of bars may have two chords. */
  private static final double SHORT_CHORDS_FROM = 0.6;

  private static final double KICK_FROM = 0.25;

  private static final double BELLS_FROM = 0.2;

  /** More melody notes a second than this no longer sound calm, whatever the tempo. */
  private static final double CALM_NOTES_PER_SECOND = 1.0;

  /** How far the arc of dynamics moves the velocities: 2.3 dB up, 3.1 dB down. */
  private static final double DYNAMICS = 0.3;

  private static final double FULL_NOTES_PER_BAR = 2.6;

  double intensity() {
    return parameters.intensity();
  }

  Tonality tonality() {
    return parameters.tonality();
  }

  private double between(double atZero, double atOne) {
    return atZero + (atOne - atZero) * intensity();
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** How many ticks pass in that many milliseconds. */
  double ticks(double milliseconds) {
    return milliseconds / 1000 * Phrase.TICKS_PER_BEAT / parameters.tempo().beatSeconds();
  }

  int padVoices() {
    return intensity() < FOUR_VOICES_FROM ? 3 : 4;
  }

  /** The MIDI pitch around which the pads lie. */
  double padCentre() {
    return between(57, 62) + arcs.brightness();
  }

  /** The MIDI pitch around which the melody moves. */
  double leadCentre() {
    return between(70, 75) + 2 * arcs.brightness();
  }

  /** Probability that half a phrase has one chord. */
  double longChordChance() {
    boolean standstill = 4 * parameters.tempo().barSeconds() > LONGEST_CHORD_SECONDS;
    double calm = clamp((LONG_CHORDS_BELOW - intensity()) / LONG_CHORDS_BELOW);
    return standstill ? 0 : calm * (0.75 + 0.25 * arcs.space());
  }

  /** Probability that a pair of bars has two chords: 1 at full intensity. */
  double shortChordChance() {
    return clamp((intensity() - SHORT_CHORDS_FROM) / (1 - SHORT_CHORDS_FROM));
  }

  /** How many eighths late an upper voice of a chord may enter: sparse chords unfold slowly. */
  int unfoldEighths(int chordBars) {
    return (int) Math.round(4.0 * Math.min(2, chordBars - 1) * clamp((0.6 - intensity()) / 0.6));
  }

  /** Probability that the bass stays on one note through a phrase. */
  double pedalChance() {
    return 0.12 + 0.06 * arcs.space();
  }

  /** The share of the possible melody notes that is played. */
  double leadDensity() {
    double calm = CALM_NOTES_PER_SECOND * parameters.tempo().barSeconds() / FULL_NOTES_PER_BAR;
    // Bent, so that the upper half of the range has notes left to add.
    double share = 0.12 + 0.88 * intensity() * (0.6 + 0.4 * intensity());
    return share * Math.min(1, calm) * (1 + 0.3 * arcs.density());
  }

  /** Probability that the melody leaves out two more bars of a phrase. */
  double restChance() {
    return 0.3 + 0.25 * arcs.space();
  }

  /** How much longer than planned a melody note may sound where others were left out. */
  double leadStretch() {
    return between(1.8, 1.1);
  }

  /** Probability of a bar's first drum stroke, 0 where there is no drum at all. */
  double kickChance() {
    return intensity() < KICK_FROM ? 0 : between(0.1, 0.75);
  }

  /** Probability that a stroke is answered in the same bar. */
  double secondKickChance() {
    return clamp((intensity() - 0.6) / 0.4) * 0.4;
  }

  /** The fewest bars from one swell to the next; the wait for a chord change comes on top. */
  int swellBars() {
    return intensity() < 0.33 ? 4 : intensity() < 0.75 ? 3 : 2;
  }

  /** Probability that a bar has a bell. */
  double bellChance() {
    return intensity() < BELLS_FROM ? 0 : between(0.05, 0.6) * (1 + 0.5 * arcs.density());
  }

  /** The mean velocity of an instrument's notes, at most 1. */
  double velocity(Instrument instrument) {
    boolean pitched = instrument.compareTo(Instrument.SUB) <= 0 || instrument == Instrument.BELL;
    double tide = pitched ? 1 + DYNAMICS * arcs.dynamics() : 1;
    return Math.min(1, plainVelocity(instrument) * tide);
  }

  private double plainVelocity(Instrument instrument) {
    return switch (instrument) {
      case PAD -> between(0.36, 0.62);
      case LEAD -> between(0.36, 0.72);
      case SUB -> between(0.36, 0.58);
      case KICK -> between(0.2, 0.5);
      case SWELL -> between(0.12, 0.45);
      case BELL -> between(0.2, 0.5);
      case BREATH -> between(0.25, 0.5);
    };
  }

  /** Between 0 and 1, slowly rising and falling with the arc. */
  double brightness(Instrument instrument) {
    return clamp(
        plainBrightness(instrument)
            + (instrument == Instrument.SUB ? 0.05 : 0.14) * arcs.brightness());
  }

  private double plainBrightness(Instrument instrument) {
    return switch (instrument) {
      case PAD -> between(0.18, 0.68);
      case LEAD -> between(0.28, 0.78);
      case SUB -> between(0.1, 0.35);
      case KICK -> between(0.1, 0.4);
      case SWELL -> between(0.2, 0.8);
      case BELL -> between(0.3, 0.6);
      case BREATH -> between(0.2, 0.7);
    };
  }
}
