package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.notes;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PercussionTest {

  @Test
  void belowAQuarterOfTheIntensityThereIsNoDrum() {
    for (double intensity : new double[] {0, 0.1, 0.249}) {
      for (Phrase phrase : play(3, parameters(intensity), 50)) {
        assertThat(notes(phrase, Instrument.KICK)).isEmpty();
      }
    }
  }

  @Test
  void theDrumStrikesTheRootAtMostTwiceABar() {
    forEvery(
        phrase -> {
          int[] perBar = new int[Phrase.BARS];
          for (Note note : notes(phrase, Instrument.KICK)) {
            perBar[(int) (note.onsetTicks() / Phrase.TICKS_PER_BAR)]++;
            assertThat(note.pitch()).isBetween(31, 42);
            assertThat(note.pitch() % 12).isEqualTo(phrase.parameters().key().rootMidi() % 12);
          }
          assertThat(Arrays.stream(perBar).max().getAsInt()).isLessThanOrEqualTo(2);
        });
  }

  @Test
  void theDrumNeverSettlesIntoABeat() {
    // When: strokes by the bar they fall in and their place in it
    List<Phrase> phrases = play(3, parameters(1), 200);
    long strokes = phrases.stream().mapToLong(p -> notes(p, Instrument.KICK).size()).sum();
    long onBarLine =
        phrases.stream()
            .flatMap(phrase -> notes(phrase, Instrument.KICK).stream())
            .filter(note -> note.onsetTicks() % Phrase.TICKS_PER_BAR < 100)
            .count();

    // Then
    assertThat(strokes / (200.0 * Phrase.BARS)).isBetween(0.5, 1.3);
    assertThat((double) onBarLine / strokes).isLessThan(0.5);
  }

  @Test
  void noThreeStrokesOfAPhraseAreEquallyFarApart() {
    for (Phrase phrase : play(3, parameters(1), 300)) {
      List<Long> eighths =
          notes(phrase, Instrument.KICK).stream()
              .map(note -> Math.round(note.onsetTicks() / 480.0))
              .toList();
      for (int i = 2; i < eighths.size(); i++) {
        assertThat(eighths.get(i) - eighths.get(i - 1))
            .as("%s", eighths)
            .isNotEqualTo(eighths.get(i - 1) - eighths.get(i - 2));
      }
    }
  }

  @Test
  void swellsComeAtUnevenDistances() {
    List<Long> ends =
        play(3, parameters(0.5), 100).stream()
            .flatMap(phrase -> notes(phrase, Instrument.SWELL).stream())
            .map(Note::endTicks)
            .toList();
    assertThat(ends.stream().distinct().count()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everySwellEndsWhereAChordBegins() {
    forEvery(
        phrase -> {
          List<Note> swells = notes(phrase, Instrument.SWELL);
          List<Long> changes = phrase.chords().stream().map(ChordSpan::endTicks).toList();
          long before = 0;
          for (Note swell : swells) {
            assertThat(changes).contains(swell.endTicks());
            assertThat(swell.onsetTicks()).isGreaterThanOrEqualTo(before);
            assertThat(swell.endTicks() - before).isGreaterThanOrEqualTo(2L * Phrase.TICKS_PER_BAR);
            before = swell.endTicks();
          }
          assertThat(swells).isNotEmpty();
        });
  }
}
