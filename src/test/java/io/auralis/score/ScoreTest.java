package io.auralis.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

  private static final Phrase PHRASE =
      new AmbientComposer()
          .compose(
              42, 3, new GenerationParameters(Key.G_MINOR, new Tempo(80), 1), PhraseEnding.none());

  @Test
  void aScoreHasAllNotesAndChordsOfItsPhrase() {
    // When
    Score score = Score.of(PHRASE, 32);

    // Then
    assertThat(score.id()).isEqualTo("phrase_3");
    assertThat(score.mode()).isEqualTo("aeolian");
    assertThat(score.bars()).isEqualTo(8);
    assertThat(score.seconds()).isEqualTo(24);
    assertThat(score.notes()).hasSameSizeAs(PHRASE.notes());
    for (int i = 0; i < PHRASE.notes().size(); i++) {
      Note note = PHRASE.notes().get(i);
      ScoreNote written = score.notes().get(i);
      assertThat(written.part().name()).isEqualTo(note.instrument().name());
      assertThat(written.pitch()).isEqualTo(note.pitch());
      assertThat(written.onsetTicks()).isEqualTo(note.onsetTicks());
      assertThat(written.endTicks()).isEqualTo(Math.min(note.endTicks(), PHRASE.lengthTicks()));
      assertThat(written.velocity()).isEqualTo(note.velocity());
    }
    assertThat(score.chords())
        .extracting(ScoreChord::symbol)
        .isEqualTo(PHRASE.chords().stream().map(span -> span.chord().symbol()).toList());
    assertThat(score.notes())
        .extracting(ScoreNote::part)
        .containsAll(EnumSet.of(Part.PAD, Part.LEAD, Part.SUB, Part.KICK, Part.BREATH));
  }

  @Test
  void whatIsBehindTheCutIsNotInTheScore() {
    // When
    Score score = Score.of(PHRASE.cutAfter(2), 6);

    // Then
    long end = 6L * Phrase.TICKS_PER_BEAT;
    assertThat(score.bars()).isEqualTo(1.5);
    assertThat(score.seconds()).isEqualTo(4.5);
    assertThat(score.notes())
        .isNotEmpty()
        .allMatch(note -> note.onsetTicks() < end && note.endTicks() <= end)
        .hasSize((int) PHRASE.notes().stream().filter(n -> n.onsetTicks() < end).count());
    List<ScoreChord> chords = score.chords();
    ScoreChord last = chords.get(chords.size() - 1);
    assertThat(last.onsetBeats() + last.durationBeats()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "A_MINOR, 0, true", "B_MINOR, 2, true", "C_MINOR, -3, true", "D_MINOR, -1, true",
    "E_MINOR, 1, true", "F_MINOR, -4, true", "G_MINOR, -2, true", "C_MAJOR, 0, false",
    "D_MAJOR, 2, false", "E_MAJOR, 4, false", "F_MAJOR, -1, false", "G_MAJOR, 1, false",
    "A_MAJOR, 3, false", "B_MAJOR, 5, false"
  })
  void aKeyHasItsSignature(Key key, int accidentals, boolean minor) {
    assertThat(KeySignature.of(Tonality.of(key))).isEqualTo(new KeySignature(accidentals, minor));
  }

  @ParameterizedTest
  @CsvSource({
    "A_MINOR, DORIAN, 1, true",
    "E_MINOR, PHRYGIAN, 0, true",
    "F_MAJOR, LYDIAN, 0, false",
    "B_MAJOR, LYDIAN, 6, false",
    "C_MINOR, MAJOR, 0, false",
    "F_MINOR, PHRYGIAN, -5, true"
  })
  void aModeHasTheSignatureOfItsTones(Key key, Mode mode, int accidentals, boolean minor) {
    assertThat(KeySignature.of(new Tonality(key, mode)))
        .isEqualTo(new KeySignature(accidentals, minor));
  }

  @Test
  void pitchesAreWrittenAsTheTonalityWritesThem() {
    // When: the leading tone of D minor's dominant, and its flat sixth
    Phrase phrase =
        new Phrase(
            0,
            new GenerationParameters(Key.D_MINOR, new Tempo(70), 0.5),
            Phrase.BARS,
            List.of(),
            List.of(
                new Note(Instrument.LEAD, 61, 0, 480, 0.5, 0, 0.5),
                new Note(Instrument.LEAD, 70, 480, 480, 0.5, 0, 0.5)),
            PhraseEnding.none());

    // Then
    assertThat(Score.of(phrase, 32).notes())
        .extracting(ScoreNote::pitchName)
        .containsExactly("C♯4", "B♭4");
  }
}
