package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.notes;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShimmerTest {

  @Test
  void everyBellIsAToneOfTheChordItRingsOver() {
    forEvery(
        phrase -> {
          for (Note bell : notes(phrase, Instrument.BELL)) {
            ChordSpan chord =
                phrase.chords().stream()
                    .filter(span -> bell.onsetTicks() < span.endTicks())
                    .findFirst()
                    .orElseThrow();
            assertThat(chord.voicing().stream().map(tone -> tone % 12)).contains(bell.pitch() % 12);
            assertThat(bell.pitch()).isBetween(76, 99);
          }
          assertThat(notes(phrase, Instrument.BELL)).hasSizeLessThanOrEqualTo(Phrase.BARS);
        });
  }

  @Test
  void moreIntensityAddsBellsAndMovesNone() {
    // Given
    List<Phrase> soft = play(3, parameters(0.3), 1);
    List<Phrase> full = play(3, parameters(0.5), 1);

    // When
    List<Long> softOnsets = onsets(soft.get(0));
    List<Long> fullOnsets = onsets(full.get(0));

    // Then
    assertThat(fullOnsets).containsAll(softOnsets);
    assertThat(onsets(play(3, parameters(0.1), 1).get(0))).isEmpty();
  }

  @Test
  void breathFillsEveryPhrase() {
    forEvery(
        phrase -> {
          List<Note> breaths = notes(phrase, Instrument.BREATH);
          assertThat(breaths).hasSize(2);
          assertThat(breaths.get(0).endTicks()).isEqualTo(breaths.get(1).onsetTicks());
          assertThat(breaths.get(1).endTicks()).isEqualTo(phrase.lengthTicks());
        });
  }

  private static List<Long> onsets(Phrase phrase) {
    return notes(phrase, Instrument.BELL).stream().map(Note::onsetTicks).toList();
  }
}
