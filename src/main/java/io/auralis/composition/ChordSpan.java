package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.List;
import java.util.Objects;

/**
 * A chord and the time that it sounds, in ticks from the start of the phrase.
 *
 * @param voicing the MIDI pitches that the pads hold, ascending
 */
public record ChordSpan(Chord chord, long startTicks, long durationTicks, List<Integer> voicing) {

  /**
   * @throws IllegalArgumentException if the span starts before the phrase or is empty
   */
  public ChordSpan {
    Objects.requireNonNull(chord, "chord");
    voicing = List.copyOf(voicing);
    if (startTicks < 0 || durationTicks < 1) {
      throw new IllegalArgumentException(
          "Invalid chord span: starts at " + startTicks + ", lasts " + durationTicks + " ticks");
    }
  }

  /** The first tick after the chord. */
  public long endTicks() {
    return startTicks + durationTicks;
  }

  ChordSpan endingAt(long ticks) {
    return new ChordSpan(chord, startTicks, ticks - startTicks, voicing);
  }
}
