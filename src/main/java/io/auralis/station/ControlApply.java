package io.auralis.station;

import io.auralis.music.Tempo;
import java.util.Locale;

/** When a control takes effect: what has to pass before its new phrase may begin. */
public enum ControlApply {
  /** At the next bar line. */
  BAR(Tempo.BEATS_PER_BAR),
  /** At the next beat. */
  BEAT(1),
  /** When the phrase ends. */
  PHRASE(Integer.MAX_VALUE);

  private final int stepBeats;

  ControlApply(int stepBeats) {
    this.stepBeats = stepBeats;
  }

  /**
   * The constant that a setting names in lower case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ControlApply parse(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** A phrase may be cut after multiples of this many beats. */
  int stepBeats() {
    return stepBeats;
  }
}
