package io.auralis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.RomanChord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A measure that cannot fail measures nothing: each is given music that breaks its bound. */
class MeasuresTest {

  private static final Chord TONIC = new Chord(Key.A_MINOR, RomanChord.MINOR_I);
  private static final Chord FOURTH = new Chord(Key.A_MINOR, RomanChord.MINOR_IV);

  private static Note note(Instrument instrument, int pitch, int eighth, int eighths) {
    return new Note(instrument, pitch, eighth * 480L, eighths * 480L, 0.5, 0, 0.5);
  }

  private static Phrase phrase(List<ChordSpan> chords, Note... notes) {
    return new Phrase(0, Station.DEFAULTS, 8, chords, List.of(notes), PhraseEnding.none());
  }

  private static ChordSpan span(Chord chord, int bar, int bars, Integer... voicing) {
    return new ChordSpan(chord, bar * 3_840L, bars * 3_840L, List.of(voicing));
  }

  private static List<ChordSpan> tonic() {
    return List.of(span(TONIC, 0, 8, 57, 60, 64));
  }

  /** Names of the bounds that the phrases break. */
  private static List<String> broken(Measure measure, Phrase... phrases) {
    measure.station();
    for (Phrase phrase : phrases) {
      measure.add(phrase);
    }
    return measure.results().stream()
        .filter(result -> !result.passed())
        .map(Measurement::name)
        .toList();
  }

  @Test
  void aChainThatStandsStillDoesNotMatchTheMatrix() {
    Phrase[] phrases = new Phrase[50];
    Arrays.fill(phrases, phrase(tonic()));
    assertThat(broken(new ProgressionMeasure(), phrases))
        .containsExactly(
            "chord transitions, aeolian: chi-square p (n = 49)", "chords reached, aeolian");
  }

  @Test
  void aPhraseThatReturnsIsSeenThoughItsTouchDiffers() {
    Phrase first =
        phrase(
            tonic(),
            note(Instrument.LEAD, 69, 0, 2),
            note(Instrument.LEAD, 71, 9, 2),
            note(Instrument.LEAD, 72, 17, 2));
    List<Note> touched = new ArrayList<>();
    for (Note each : first.notes()) {
      touched.add(
          new Note(each.instrument(), each.pitch(), each.onsetTicks() + 30, 900, 0.7, 0.1, 0.2));
    }
    assertThat(
            broken(new RepetitionMeasure(), first, phrase(tonic(), touched.toArray(Note[]::new))))
        .containsExactly(
            "equal phrases of a station, of 2",
            "4-bar melodies that recur within 10 minutes, of 3");
  }

  @Test
  void clashesJumpsAndMudAreCounted() {
    Phrase phrase =
        phrase(
            List.of(span(TONIC, 0, 4, 57, 60, 64), span(FOURTH, 4, 4, 65, 69, 74)),
            note(Instrument.PAD, 57, 0, 8),
            note(Instrument.LEAD, 70, 4, 2),
            note(Instrument.SUB, 40, 8, 8),
            note(Instrument.SUB, 43, 8, 8),
            note(Instrument.SUB, 33, 16, 8));
    assertThat(broken(new HarmonyMeasure(), phrase))
        .containsExactlyInAnyOrder(
            "minor ninths and semitones between held voices",
            "intervals below a fourth under C3",
            "mean movement of a voice, semitones",
            "parallel jumps of all voices by more than a fourth",
            "bass moves by step, fourth, fifth or octave");
  }

  @Test
  void aMelodyBesideTheScaleIsSeen() {
    Phrase phrase =
        phrase(
            tonic(),
            note(Instrument.LEAD, 70, 0, 2),
            note(Instrument.LEAD, 82, 8, 2),
            note(Instrument.LEAD, 69, 16, 2));
    assertThat(broken(new MelodyMeasure(), phrase))
        .contains(
            "melody onsets on chord or scale tones",
            "strong beats on chord tones",
            "melody notes outside A3 to A5",
            "leaps wider than a fifth");
  }

  @Test
  void fiveStrokesAtEqualDistancesAreABeat() {
    Note[] strokes = new Note[5];
    for (int i = 0; i < strokes.length; i++) {
      strokes[i] = note(Instrument.KICK, 33, 8 * i, 1);
    }
    assertThat(broken(new PercussionMeasure(), phrase(tonic(), strokes)))
        .containsExactly("equal distances of drum strokes in a row");
  }

  @Test
  void anHourThatDoesNotMoveHasNoArc() {
    Phrase[] phrases = new Phrase[60];
    Arrays.fill(phrases, phrase(tonic(), note(Instrument.PAD, 57, 0, 64)));
    assertThat(broken(new ArcMeasure(), phrases)).hasSize(3);
  }

  @Test
  void figuresAreShort() {
    assertThat(Measurement.text(1)).isEqualTo("1");
    assertThat(Measurement.text(0.7349)).isEqualTo("0.73");
    assertThat(Measurement.text(0.0123)).isEqualTo("0.0123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--hour=3", "hours=3", "--hours", "nonsense"})
  void anUnknownOptionIsRejectedWithAllThatThereAre(String argument) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompositionReport.parse(new String[] {"--seeds=3", argument}))
        .withMessageStartingWith("Unknown option: " + argument + ". Use --hours=8 --seeds=20");
  }

  @Test
  void optionsMayComeInOneArgumentOrInMany() {
    assertThat(CompositionReport.parse(new String[] {"--hours=3 --seeds=2", "--images="}))
        .containsEntry("hours", "3")
        .containsEntry("seeds", "2")
        .containsEntry("images", "");
    assertThat(CompositionReport.parse(new String[] {""})).isEmpty();
  }
}
