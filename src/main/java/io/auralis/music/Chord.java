package io.auralis.music;

import java.util.List;
import java.util.Objects;

/** A chord in a key, for example the VI of A minor, which is F major. */
public record Chord(Key key, RomanChord roman) {

  private static final String LETTERS = "CDEFGAB";
  private static final int SEMITONES_PER_OCTAVE = 12;

  public Chord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(roman, "roman");
  }

  /** MIDI pitch of the root in the octave that starts at the key's root. */
  public int rootMidi() {
    return key.rootMidi() + key.scale().semitonesOfDegree(roman.degree());
  }

  /** Pitch class of the root, 0 (C) to 11 (B). */
  public int rootPitchClass() {
    return Math.floorMod(rootMidi(), SEMITONES_PER_OCTAVE);
  }

  /** The chord's pitch classes, 0 (C) to 11 (B), from the root upwards. */
  public List<Integer> pitchClasses() {
    return roman.quality().intervals().stream()
        .map(interval -> Math.floorMod(rootMidi() + interval, SEMITONES_PER_OCTAVE))
        .toList();
  }

  /** The Roman numeral, for example "VI". */
  public String symbol() {
    return roman.symbol();
  }

  /** The chord's name, for example "Am", "F major" or "Am7", spelled with the key's accidentals. */
  public String displayName() {
    return rootName() + roman.quality().suffix();
  }

  /** Each scale degree has a letter of its own, so the accidental follows from the letter. */
  private String rootName() {
    int letter = (LETTERS.indexOf(key.letter()) + roman.degree() - 1) % LETTERS.length();
    int natural = Scale.MAJOR.intervals().get(letter);
    int accidental = Math.floorMod(rootPitchClass() - natural + 6, SEMITONES_PER_OCTAVE) - 6;
    String sign = accidental < 0 ? "b" : "#";
    return LETTERS.charAt(letter) + sign.repeat(Math.abs(accidental));
  }
}
