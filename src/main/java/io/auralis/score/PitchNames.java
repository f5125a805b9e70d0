package io.auralis.score;

import io.auralis.music.Key;

/** Writes pitches with the accidentals of a key's signature. */
final class PitchNames {

  private static final String[] SHARPS = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
  };
  private static final String[] FLATS = {
    "C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"
  };
  private static final int SEMITONES_PER_OCTAVE = 12;

  private PitchNames() {}

  /** For example "Bb3" in G minor for MIDI 58; C4 is 60. */
  static String of(int pitch, Key key) {
    String[] names = KeySignature.of(key).accidentals() < 0 ? FLATS : SHARPS;
    return names[pitch % SEMITONES_PER_OCTAVE] + (pitch / SEMITONES_PER_OCTAVE - 1);
  }
}
