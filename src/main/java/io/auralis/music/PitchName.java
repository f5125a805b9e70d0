package io.auralis.music;

/**
 * A pitch as musicians write it: B flat and A sharp are the same key of a piano and different
 * names. {@link Tonality#spell} chooses between them.
 *
 * @param letter A to G
 * @param accidental semitones above the letter's natural: 1 is a sharp, -1 a flat; at most two
 *     either way
 * @param octave of scientific pitch notation, where C4 is MIDI pitch 60
 */
public record PitchName(char letter, int accidental, int octave) {

  static final String LETTERS = "CDEFGAB";
  private static final int SEMITONES_PER_OCTAVE = 12;

  /**
   * @throws IllegalArgumentException if the letter or the accidental is out of range
   */
  public PitchName {
    if (LETTERS.indexOf(letter) < 0) {
      throw new IllegalArgumentException("Invalid letter: " + letter + ". Must be A to G");
    }
    if (Math.abs(accidental) > 2) {
      throw new IllegalArgumentException("Invalid accidental: " + accidental + ". Must be -2 to 2");
    }
  }

  /** The MIDI pitch that bears the name. */
  public int midi() {
    return (octave + 1) * SEMITONES_PER_OCTAVE + natural(letter) + accidental;
  }

  /** The name without octave, for example "B♭". */
  public String symbol() {
    return letter + (accidental < 0 ? "♭" : "♯").repeat(Math.abs(accidental));
  }

  /** The name without octave in ASCII, for example "Bb". */
  public String ascii() {
    return letter + (accidental < 0 ? "b" : "#").repeat(Math.abs(accidental));
  }

  /** The name with its octave, for example "B♭3". */
  @Override
  public String toString() {
    return symbol() + octave;
  }

  /** The name of a MIDI pitch on a given letter. */
  static PitchName of(char letter, int midi) {
    int accidental = accidental(letter, midi);
    int octave = Math.floorDiv(midi - accidental, SEMITONES_PER_OCTAVE) - 1;
    return new PitchName(letter, accidental, octave);
  }

  /** How many semitones the pitch lies above the letter's natural, -6 to 5. */
  static int accidental(char letter, int midi) {
    return Math.floorMod(midi - natural(letter) + 6, SEMITONES_PER_OCTAVE) - 6;
  }

  /**
   * Place on the line of fifths, where C is 0, G 1 and F -1: what lies close together there sounds
   * related.
   */
  int fifths() {
    return "FCGDAEB".indexOf(letter) - 1 + 7 * accidental;
  }

  /** The letter that many steps above another. */
  static char letter(char from, int steps) {
    return LETTERS.charAt(Math.floorMod(LETTERS.indexOf(from) + steps, LETTERS.length()));
  }

  private static int natural(char letter) {
    return Scale.MAJOR.intervals().get(LETTERS.indexOf(letter));
  }
}
