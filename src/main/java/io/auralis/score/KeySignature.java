package io.auralis.score;

import io.auralis.music.Key;
import io.auralis.music.Scale;

/**
 * What stands at the beginning of a staff.
 *
 * @param accidentals sharps if positive, flats if negative; -5 to 6
 * @param minor whether the key is a minor one
 */
record KeySignature(int accidentals, boolean minor) {

  private static final int SEMITONES_PER_OCTAVE = 12;
  private static final int SEMITONES_PER_FIFTH = 7;
  private static final int SEMITONES_TO_RELATIVE_MAJOR = 3;
  private static final int MOST_FLATS = 5;

  /** Every fifth upwards from C major adds a sharp, every one downwards a flat. */
  static KeySignature of(Key key) {
    boolean minor = key.scale() != Scale.MAJOR;
    int relativeMajor = key.rootMidi() + (minor ? SEMITONES_TO_RELATIVE_MAJOR : 0);
    int fifths = relativeMajor * SEMITONES_PER_FIFTH;
    return new KeySignature(
        Math.floorMod(fifths + MOST_FLATS, SEMITONES_PER_OCTAVE) - MOST_FLATS, minor);
  }
}
