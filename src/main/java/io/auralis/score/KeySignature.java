package io.auralis.score;

import io.auralis.music.Tonality;

/**
 * What stands at the beginning of a staff.
 *
 * @param accidentals sharps if positive, flats if negative; -5 to 6
 * @param minor whether the third above the root is a minor one
 */
record KeySignature(int accidentals, boolean minor) {

  private static final int SEMITONES_PER_OCTAVE = 12;
  private static final int SEMITONES_PER_FIFTH = 7;
  private static final int MINOR_THIRD = 3;
  private static final int MOST_FLATS = 5;

  /**
   * Every fifth upwards from C major adds a sharp, every one downwards a flat. A mode has the
   * signature of the major key with the same tones: A dorian that of G major.
   */
  static KeySignature of(Tonality tonality) {
    boolean minor = tonality.scale().contains(MINOR_THIRD);
    int relativeMajor =
        tonality.rootMidi()
            + switch (tonality.mode()) {
              case MAJOR -> 0;
              case AEOLIAN -> 3;
              case LYDIAN -> 7;
              case PHRYGIAN -> 8;
              case DORIAN -> 10;
            };
    int fifths = relativeMajor * SEMITONES_PER_FIFTH;
    return new KeySignature(
        Math.floorMod(fifths + MOST_FLATS, SEMITONES_PER_OCTAVE) - MOST_FLATS, minor);
  }
}
