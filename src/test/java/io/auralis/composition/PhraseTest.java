package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.RomanChord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {

  private static final long BAR = Phrase.TICKS_PER_BAR;
  private static final Chord TONIC = new Chord(Key.A_MINOR, RomanChord.MINOR_I);
  private static final Chord SIXTH = new Chord(Key.A_MINOR, RomanChord.MAJOR_VI);

  private static Note note(Instrument instrument, int pitch, long onset, long duration) {
    return new Note(instrument, pitch, onset, duration, 0.5, 0, 0.5);
  }

  private static Phrase phrase() {
    List<ChordSpan> chords =
        List.of(
            new ChordSpan(TONIC, 0, 4 * BAR, List.of(52, 57, 60)),
            new ChordSpan(SIXTH, 4 * BAR, 4 * BAR, List.of(53, 57, 60)));
    List<Note> notes =
        List.of(
            note(Instrument.LEAD, 72, 5 * BAR, BAR),
            note(Instrument.LEAD, 69, 2 * BAR - 960, 1920),
            note(Instrument.PAD, 52, 0, 4 * BAR),
            note(Instrument.SUB, 33, 0, 4 * BAR),
            note(Instrument.SUB, 41, 4 * BAR, 4 * BAR),
            note(Instrument.LEAD, 76, 2 * BAR, 960));
    return new Phrase(
        3,
        parameters(0.5),
        8,
        chords,
        notes,
        new PhraseEnding(
            Optional.of(SIXTH),
            List.of(53, 57, 60),
            OptionalInt.of(41),
            OptionalInt.of(72),
            new MotifMemory(2, 4, 16),
            new MelodyMemory(List.of(9, 0, 1, 2, 0, 0, 0, 3, 0, 0)),
            100_000_000));
  }

  @Test
  void constantsAndName() {
    assertThat(Phrase.BARS).isEqualTo(8);
    assertThat(Phrase.TICKS_PER_BEAT).isEqualTo(960);
    assertThat(Phrase.TICKS_PER_BAR).isEqualTo(3840);
    assertThat(phrase().id()).isEqualTo("phrase_3");
  }

  @Test
  void notesAreSortedByOnset() {
    assertThat(phrase().notes().stream().map(Note::pitch)).containsExactly(52, 33, 69, 76, 41, 72);
  }

  @Test
  void aCutKeepsWhatWasHeard() {
    // When
    Phrase cut = phrase().cutAfter(2);

    // Then: what starts at the cut is gone, what reaches over it ends there
    assertThat(cut.bars()).isEqualTo(2);
    assertThat(cut.lengthTicks()).isEqualTo(2 * BAR);
    assertThat(cut.chords()).containsExactly(new ChordSpan(TONIC, 0, 2 * BAR, List.of(52, 57, 60)));
    assertThat(cut.notes())
        .containsExactly(
            note(Instrument.PAD, 52, 0, 2 * BAR),
            note(Instrument.SUB, 33, 0, 2 * BAR),
            note(Instrument.LEAD, 69, 2 * BAR - 960, 960));
    assertThat(cut.ending())
        .isEqualTo(
            new PhraseEnding(
                Optional.of(TONIC),
                List.of(52, 57, 60),
                OptionalInt.of(33),
                OptionalInt.of(69),
                new MotifMemory(2, 4, 10),
                new MelodyMemory(List.of(9, 0, 1, 2)),
                // six bars of 70 beats a minute less
                100_000_000 - 6 * 3_428_571));
  }

  @Test
  void aCutInsideABarKeepsWhatWasHeardOfIt() {
    // When
    Phrase cut = phrase().cutAfterBeats(7);

    // Then: the melody of the eighth beat was not heard
    long end = 7L * Phrase.TICKS_PER_BEAT;
    assertThat(cut.bars()).isEqualTo(2);
    assertThat(cut.notes())
        .containsExactly(note(Instrument.PAD, 52, 0, end), note(Instrument.SUB, 33, 0, end));
    assertThat(cut.ending().melodyPitch()).isEmpty();
    assertThat(cut.ending().elapsedMicros())
        .isEqualTo(100_000_000 - 8 * 3_428_571 + 3_428_571 * 7 / 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> phrase().cutAfterBeats(33))
        .withMessage("Cannot cut after beat 33: the phrase has 32");
  }

  @Test
  void aCutWithoutMelodyRemembersNone() {
    assertThat(phrase().cutAfter(1).ending().melodyPitch()).isEmpty();
  }

  @Test
  void aPhraseOfNotesOnlyCanBeCutToo() {
    // Given
    Phrase notesOnly =
        new Phrase(0, parameters(0), 8, List.of(), phrase().notes(), PhraseEnding.none());

    // Then
    assertThat(notesOnly.cutAfter(2).ending().chord()).isEmpty();
    assertThat(notesOnly.cutAfter(2).ending().voicing()).isEmpty();
  }

  @Test
  void aCutAtTheEndChangesNothing() {
    assertThat(phrase().cutAfter(8)).isEqualTo(phrase());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 9})
  void aCutOutsideThePhraseIsRejected(int bars) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> phrase().cutAfter(bars))
        .withMessage("Cannot cut after bar " + bars + ": the phrase has 8");
  }

  @Test
  void anyPhraseCanBeCutAnywhereAndGoOn() {
    Composer composer = new AmbientComposer();
    forEvery(
        phrase -> {
          // When
          int bars = 1 + phrase.notes().size() % 8;
          Phrase cut = phrase.cutAfter(bars);
          Phrase twice = phrase.cutAfter(Math.max(bars, 6)).cutAfter(bars);

          // Then
          assertThat(cut.notes()).isNotEmpty();
          assertThat(cut.notes()).allMatch(note -> note.endTicks() <= cut.lengthTicks());
          assertThat(cut.chords().get(cut.chords().size() - 1).endTicks())
              .isEqualTo(cut.lengthTicks());
          assertThat(twice).isEqualTo(cut);
          assertThat(composer.compose(1, phrase.index() + 1, phrase.parameters(), cut.ending()))
              .isNotNull();
        });
  }

  @Test
  void badPhrasesAreRejected() {
    PhraseEnding none = PhraseEnding.none();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Phrase(-1, parameters(0), 8, List.of(), List.of(), none));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Phrase(0, parameters(0), 9, List.of(), List.of(), none));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Phrase(
                    0,
                    parameters(0),
                    1,
                    List.of(),
                    List.of(note(Instrument.LEAD, 60, BAR, 1)),
                    none));
  }

  @Test
  void badNotesAreRejectedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 128, 0, 1, 0.5, 0, 0))
        .withMessage("Invalid pitch: 128. Must be 0 to 127");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, -1, 1, 0.5, 0, 0))
        .withMessage("Invalid onsetTicks: -1. Must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, 0, 0, 0.5, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, 0, 1, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, 0, 1, Double.NaN, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, 0, 1, 1, 1.1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Note(Instrument.LEAD, 60, 0, 1, 1, 0, -0.1));
  }
}
