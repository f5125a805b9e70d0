package io.auralis.score;

import io.auralis.composition.Phrase;

/**
 * A chord of a score.
 *
 * @param name for example "F major"
 * @param symbol the Roman numeral, for example "VI"
 * @param onsetTicks start, in ticks from the start of the score
 * @param durationTicks length in ticks
 */
public record ScoreChord(String name, String symbol, long onsetTicks, long durationTicks) {

  public double onsetBeats() {
    return (double) onsetTicks / Phrase.TICKS_PER_BEAT;
  }

  public double durationBeats() {
    return (double) durationTicks / Phrase.TICKS_PER_BEAT;
  }
}
