package io.auralis.music;

import java.util.List;
import java.util.Objects;

/** A chord in a tonality, for example the VI of A minor, which is F major. */
public record Chord(Tonality tonality, RomanChord roman) {

  private static final int SEMITONES_PER_OCTAVE = 12;

  public Chord {
    Objects.requireNonNull(tonality, "tonality");
    Objects.requireNonNull(roman, "roman");
  }

  /** A chord of a key in the key's own mode. */
  public Chord(Key key, RomanChord roman) {
    this(Tonality.of(key), roman);
  }

  public Key key() {
    return tonality.key();
  }

  /** MIDI pitch of the root in the octave that starts at the key's root. */
  public int rootMidi() {
    return tonality.rootMidi() + tonality.scale().semitonesOfDegree(roman.degree());
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

  /** The chord's name, for example "Am", "B♭ major" or "Am7", spelled as the tonality spells it. */
  public String displayName() {
    return tonality.spell(rootMidi()).symbol() + roman.quality().suffix();
  }
}
