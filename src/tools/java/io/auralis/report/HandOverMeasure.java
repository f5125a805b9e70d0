package io.auralis.report;

import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEndingText;
import java.util.List;

/** Whether what a phrase hands on survives being written down, and how much it is. */
final class HandOverMeasure implements Measure {

  private static final int LARGEST = 1_200;

  private long lost;
  private int longest;

  @Override
  public void station() {}

  @Override
  public void add(Phrase phrase) {
    String line = PhraseEndingText.write(phrase.ending());
    longest = Math.max(longest, line.length());
    lost += PhraseEndingText.read(line).equals(phrase.ending()) ? 0 : 1;
  }

  @Override
  public List<Measurement> results() {
    return List.of(
        Measurement.none("hand-over states that change in writing", lost),
        Measurement.atMost("largest hand-over state, characters", longest, LARGEST));
  }
}
