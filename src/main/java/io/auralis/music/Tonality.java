package io.auralis.music;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The tones that music is in: a key's root and the scale of a mode on it. A minor in dorian has the
 * root A and the scale A B C D E F♯ G.
 */
public record Tonality(Key key, Mode mode) {

  private static final int SEMITONES_PER_OCTAVE = 12;

  public Tonality {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(mode, "mode");
  }

  /** A key in its own mode. */
  public static Tonality of(Key key) {
    return new Tonality(key, key.mode());
  }

  public Scale scale() {
    return mode.scale();
  }

  /** MIDI pitch of the root. */
  public int rootMidi() {
    return key.rootMidi();
  }

  /** The scale's pitch classes, 0 (C) to 11 (B), from the root upwards. */
  public List<Integer> pitchClasses() {
    return scale().intervals().stream()
        .map(interval -> (rootMidi() + interval) % SEMITONES_PER_OCTAVE)
        .toList();
  }

  /** Whether a MIDI pitch belongs to the scale. */
  public boolean contains(int midi) {
    return scale().contains(midi - rootMidi());
  }

  /** The name that listeners know, for example "A minor" or "A dorian". */
  public String displayName() {
    return mode == key.mode() ? key.displayName() : key.letter() + " " + mode.displayName();
  }

  /**
   * How a MIDI pitch is written here. Every tone of the scale has a letter of its own; any other
   * pitch takes the name that lies nearest to the scale on the line of fifths, and of two equally
   * near the sharp one, which leads upwards.
   */
  public PitchName spell(int midi) {
    int degree = 1 + pitchClasses().indexOf(Math.floorMod(midi, SEMITONES_PER_OCTAVE));
    if (degree > 0) {
      return PitchName.of(PitchName.letter(key.letter(), degree - 1), midi);
    }
    double centre =
        pitchClasses().stream().mapToInt(tone -> spell(tone).fifths()).average().getAsDouble();
    return PitchName.LETTERS
        .chars()
        .filter(letter -> Math.abs(PitchName.accidental((char) letter, midi)) <= 1)
        .mapToObj(letter -> PitchName.of((char) letter, midi))
        .min(
            Comparator.<PitchName>comparingDouble(name -> Math.abs(name.fifths() - centre))
                .thenComparing(Comparator.comparingInt(PitchName::fifths).reversed()))
        .orElseThrow();
  }
}
