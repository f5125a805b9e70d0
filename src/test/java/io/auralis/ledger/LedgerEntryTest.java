package io.auralis.ledger;

import static io.auralis.ledger.LedgerEntries.none;
import static io.auralis.ledger.LedgerEntries.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.RomanChord;
import io.auralis.music.Tempo;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {

  private static final long BAR = Phrase.TICKS_PER_BAR;
  private static final Chord CHORD = new Chord(Key.A_MINOR, RomanChord.MINOR_I);

  @Test
  void itsEndFollowsFromTempoAndBars() {
    // Given
    Phrase phrase = new Phrase(7, quiet(), 2, List.of(), List.of(), none());

    // When
    LedgerEntry entry = new LedgerEntry(0, 1_000, phrase, "ambient", "1");

    // Then: 8 beats of 60/70 s
    assertThat(entry.index()).isEqualTo(7);
    assertThat(entry.lengthFrames()).isEqualTo(302_400);
    assertThat(entry.endFrame()).isEqualTo(303_400);
  }

  /** docs/ledger.md gives the length as a whole number for languages without this class. */
  @Test
  void theLengthIsTheRoundedQuotientOfTheDocument() {
    for (int bpm = Tempo.MIN_BPM; bpm <= Tempo.MAX_BPM; bpm++) {
      for (int bars = 1; bars <= Phrase.BARS; bars++) {
        Phrase phrase =
            new Phrase(
                0,
                new GenerationParameters(Key.A_MINOR, new Tempo(bpm), 0),
                bars,
                List.of(),
                List.of(),
                none());
        assertThat(new LedgerEntry(0, 0, phrase, "a", "1").lengthFrames())
            .as("%d bars at %d", bars, bpm)
            .isEqualTo((2 * bars * 10_584_000L + bpm) / (2 * bpm));
      }
    }
  }

  @Test
  void itMayBeAsLargeAsTheLimitsSay() {
    assertThatCode(LedgerEntries::largest).doesNotThrowAnyException();
  }

  @Test
  void indexRevisionAndStartAreBounded() {
    Phrase phrase = new Phrase(0, quiet(), 1, List.of(), List.of(), none());
    Phrase late = new Phrase(1L << 53, quiet(), 1, List.of(), List.of(), none());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(-1, 0, phrase, "ambient", "1"))
        .withMessage("Invalid revision: -1. Must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, -1, phrase, "ambient", "1"))
        .withMessageStartingWith("Invalid startFrame: -1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 1L << 53, phrase, "ambient", "1"))
        .withMessageStartingWith("Invalid startFrame: 9007199254740992.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 0, late, "ambient", "1"))
        .withMessageStartingWith("Invalid index: 9007199254740992.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "naïve"})
  void namesAreShortAndPrintable(String name) {
    Phrase phrase = new Phrase(0, quiet(), 1, List.of(), List.of(), none());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 0, phrase, name, "1"))
        .withMessageMatching("Invalid composer: [ -~]*\\. Must be 1 to 64 printable ASCII.*");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 0, phrase, "ambient", name + "v".repeat(65)))
        .withMessageStartingWith("Invalid composerVersion: ");
  }

  @Test
  void nothingReachesBeyondThePhrase() {
    assertInvalidNotes(List.of(note(BAR - 1, 2)), "Invalid note: ");
    assertInvalidNotes(List.of(note(1, Long.MAX_VALUE)), "Invalid note: ");
    assertInvalidChords(List.of(chord(1, BAR)), "Invalid chord: ");
    assertInvalidChords(List.of(chord(1, Long.MAX_VALUE)), "Invalid chord: ");
  }

  @Test
  void chordsComeOneAfterTheOther() {
    assertInvalidChords(List.of(chord(0, 10), chord(9, 10)), "Must be at 10 or later");
    assertInvalidChords(List.of(chord(10, 10), chord(0, 10)), "Must be at 20 or later");
  }

  @Test
  void thereAreNeitherTooManyNorStrangePitches() {
    assertInvalidNotes(
        Collections.nCopies(LedgerEntry.MOST_NOTES + 1, note(0, 1)),
        "Invalid number of notes: 1025. Must be at most 1024");
    assertInvalidChords(
        Collections.nCopies(LedgerEntry.MOST_CHORDS + 1, chord(0, 1)),
        "Invalid number of chords: 65. Must be at most 64");
    assertInvalidChords(
        List.of(new ChordSpan(CHORD, 0, 1, Collections.nCopies(17, 60))),
        "Invalid number of pitches: 17. Must be at most 16");
    assertInvalidChords(
        List.of(new ChordSpan(CHORD, 0, 1, List.of(128))), "Invalid pitch: 128. Must be 0 to 127");
  }

  private static Note note(long onset, long duration) {
    return new Note(Instrument.PAD, 60, onset, duration, 0.5, 0, 0.5);
  }

  private static ChordSpan chord(long start, long duration) {
    return new ChordSpan(CHORD, start, duration, List.of(60));
  }

  private static void assertInvalidNotes(List<Note> notes, String message) {
    Phrase phrase = new Phrase(0, quiet(), 1, List.of(), notes, none());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 0, phrase, "ambient", "1"))
        .withMessageContaining(message);
  }

  private static void assertInvalidChords(List<ChordSpan> chords, String message) {
    Phrase phrase = new Phrase(0, quiet(), 1, chords, List.of(), none());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerEntry(0, 0, phrase, "ambient", "1"))
        .withMessageContaining(message);
  }
}
