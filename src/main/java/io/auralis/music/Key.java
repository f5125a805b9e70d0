package io.auralis.music;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key that a listener can choose. Names, order and roots are fixed by the product specification;
 * clients send the names.
 */
public enum Key {
  A_MINOR("A minor", 57, Mode.AEOLIAN),
  B_MINOR("B minor", 59, Mode.AEOLIAN),
  C_MINOR("C minor", 60, Mode.AEOLIAN),
  D_MINOR("D minor", 62, Mode.AEOLIAN),
  E_MINOR("E minor", 64, Mode.AEOLIAN),
  F_MINOR("F minor", 65, Mode.AEOLIAN),
  G_MINOR("G minor", 67, Mode.AEOLIAN),
  C_MAJOR("C major", 60, Mode.MAJOR),
  D_MAJOR("D major", 62, Mode.MAJOR),
  E_MAJOR("E major", 64, Mode.MAJOR),
  F_MAJOR("F major", 65, Mode.MAJOR),
  G_MAJOR("G major", 67, Mode.MAJOR),
  A_MAJOR("A major", 57, Mode.MAJOR),
  B_MAJOR("B major", 59, Mode.MAJOR);

  private static final List<String> NAMES = Arrays.stream(values()).map(Key::displayName).toList();

  private final String displayName;
  private final int rootMidi;
  private final Mode mode;
  private final List<Integer> pitchClasses;

  Key(String displayName, int rootMidi, Mode mode) {
    this.displayName = displayName;
    this.rootMidi = rootMidi;
    this.mode = mode;
    this.pitchClasses =
        mode.scale().intervals().stream().map(interval -> (rootMidi + interval) % 12).toList();
  }

  /** The name that listeners use, for example "A minor". */
  public String displayName() {
    return displayName;
  }

  /** MIDI pitch of the root. */
  public int rootMidi() {
    return rootMidi;
  }

  /** The mode that the key has unless a listener asks for another. */
  public Mode mode() {
    return mode;
  }

  /** Aeolian for a minor key, major for a major one. */
  public Scale scale() {
    return mode.scale();
  }

  /** The scale's pitch classes, 0 (C) to 11 (B), from the root upwards. */
  public List<Integer> pitchClasses() {
    return pitchClasses;
  }

  /** The letter of the root; no key here starts on an accidental. */
  char letter() {
    return displayName.charAt(0);
  }

  /** The display names of all keys, in the order of the constants. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The key with this display name; case and spaces matter.
   *
   * @throws IllegalArgumentException if there is none; the message names the value and all keys
   */
  public static Key parse(String name) {
    return Stream.of(values())
        .filter(key -> key.displayName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid key: " + name + ". Must be one of: " + String.join(", ", NAMES)));
  }
}
