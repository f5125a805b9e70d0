package io.auralis.music;

import java.util.Arrays;
import java.util.List;

/**
 * The colour that a listener can give a key: the scale that is played on the key's root. Without
 * one a minor key is aeolian and a major key is major.
 */
public enum Mode {
  /** Natural minor. */
  AEOLIAN("aeolian", Scale.AEOLIAN),
  /** Minor with a bright sixth. */
  DORIAN("dorian", Scale.DORIAN),
  /** Minor with a dark second. */
  PHRYGIAN("phrygian", Scale.PHRYGIAN),
  /** Ionian. */
  MAJOR("major", Scale.MAJOR),
  /** Major with a floating fourth. */
  LYDIAN("lydian", Scale.LYDIAN);

  private static final List<String> NAMES = Arrays.stream(values()).map(Mode::displayName).toList();

  private final String displayName;
  private final Scale scale;

  Mode(String displayName, Scale scale) {
    this.displayName = displayName;
    this.scale = scale;
  }

  /** The name that listeners use, for example "dorian". */
  public String displayName() {
    return displayName;
  }

  public Scale scale() {
    return scale;
  }

  /** The display names of all modes, in the order of the constants. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The mode with this display name; case and spaces matter.
   *
   * @throws IllegalArgumentException if there is none; the message names the value and all modes
   */
  public static Mode parse(String name) {
    for (Mode mode : values()) {
      if (mode.displayName.equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "Invalid mode: " + name + ". Must be one of: " + String.join(", ", NAMES));
  }
}
