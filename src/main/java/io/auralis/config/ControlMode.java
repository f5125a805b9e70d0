package io.auralis.config;

import java.util.Arrays;

/** Which listeners may change what a shared station plays. */
public enum ControlMode {
  /** Every listener. */
  OPEN("open"),
  /** Listeners that show {@code AURALIS_CONTROL_TOKEN}. */
  TOKEN("token"),
  /** Nobody: the station plays as it is configured. */
  LOCKED("locked");

  private final String word;

  ControlMode(String word) {
    this.word = word;
  }

  /** The word in the configuration, as "token". */
  public String word() {
    return word;
  }

  /**
   * The mode that a word stands for; case and spaces matter.
   *
   * @throws IllegalArgumentException if there is none; the message names the word
   */
  public static ControlMode parse(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Invalid control: " + word));
  }
}
