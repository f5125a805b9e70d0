package io.auralis.score;

import io.auralis.composition.Phrase;

/**
 * A note of a score.
 *
 * @param pitch MIDI pitch; means nothing if the part is not pitched
 * @param pitchName the pitch as it is written, for example "E♭4"; C4 is MIDI 60
 * @param onsetTicks start, in ticks from the start of the score
 * @param durationTicks how long the note is held; its release follows
 * @param velocity above 0, at most 1
 */
public record ScoreNote(
    Part part, int pitch, String pitchName, long onsetTicks, long durationTicks, double velocity) {

  public double onsetBeats() {
    return (double) onsetTicks / Phrase.TICKS_PER_BEAT;
  }

  public double durationBeats() {
    return (double) durationTicks / Phrase.TICKS_PER_BEAT;
  }

  /** The tick at which the note is no longer held. */
  public long endTicks() {
    return onsetTicks + durationTicks;
  }

  ScoreNote endingAt(long ticks) {
    return new ScoreNote(part, pitch, pitchName, onsetTicks, ticks - onsetTicks, velocity);
  }
}
