package io.auralis.composition;

import static io.auralis.composition.Compositions.chordAt;
import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.notes;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MelodyTest {

  private static final int EIGHTH = Phrase.TICKS_PER_BEAT / 2;

  @Test
  void theMelodyStaysInItsRange() {
    forEvery(
        phrase ->
            assertThat(notes(phrase, Instrument.LEAD))
                .allMatch(note -> note.pitch() >= 57 && note.pitch() <= 81));
  }

  @Test
  void twoOnsetsAreNeverCloserThanAnEighthNorThanThreeTenthsOfASecond() {
    forEvery(
        phrase -> {
          double beatSeconds = phrase.parameters().tempo().beatSeconds();
          List<Note> lead = notes(phrase, Instrument.LEAD);
          for (int i = 1; i < lead.size(); i++) {
            long gap = lead.get(i).onsetTicks() - lead.get(i - 1).onsetTicks();
            assertThat(gap).isGreaterThanOrEqualTo(EIGHTH);
            assertThat(gap * beatSeconds / Phrase.TICKS_PER_BEAT).isGreaterThan(0.3);
          }
        });
  }

  @Test
  void aBarHasFewNotes() {
    forEvery(
        phrase -> {
          int[] perBar = new int[Phrase.BARS + 1];
          for (Note note : notes(phrase, Instrument.LEAD)) {
            perBar[(int) (gridEighth(note) / 8)]++;
          }
          assertThat(Arrays.stream(perBar).max().getAsInt()).isLessThanOrEqualTo(4);
        });
  }

  @Test
  void sparseMeansLessThanANoteABarAndDenseMeansAFew() {
    assertThat(notesPerBar(0)).isBetween(0.1, 0.8);
    assertThat(notesPerBar(0.5)).isBetween(0.8, 2.0);
    assertThat(notesPerBar(1)).isBetween(1.5, 3.0);
  }

  @Test
  void onsetsAreHumanButCloseToTheGrid() {
    forEvery(
        phrase -> {
          double beatSeconds = phrase.parameters().tempo().beatSeconds();
          for (Note note : notes(phrase, Instrument.LEAD)) {
            long off = Math.abs(note.onsetTicks() - gridEighth(note) * EIGHTH);
            assertThat(off * beatSeconds / Phrase.TICKS_PER_BEAT).isLessThan(0.041);
          }
        });
  }

  @Test
  void strongBeatsBelongToTheChord() {
    forEvery(
        phrase -> {
          for (Note note : notes(phrase, Instrument.LEAD)) {
            ChordSpan span = chordAt(phrase, gridEighth(note) * EIGHTH);
            assertThat(gridEighth(note) % 4 != 0 || isChordTone(note, span))
                .as("%s over %s", note, span)
                .isTrue();
          }
        });
  }

  @Test
  void otherNotesAreReachedByStep() {
    forEvery(
        phrase -> {
          List<Note> lead = notes(phrase, Instrument.LEAD);
          for (int i = 1; i < lead.size(); i++) {
            ChordSpan span = chordAt(phrase, gridEighth(lead.get(i)) * EIGHTH);
            int step = Math.abs(lead.get(i).pitch() - lead.get(i - 1).pitch());
            assertThat(step <= 2 || isChordTone(lead.get(i), span)).as("%s", lead.get(i)).isTrue();
          }
        });
  }

  @Test
  void theMelodyIsOneVoice() {
    forEvery(
        phrase -> {
          double beatSeconds = phrase.parameters().tempo().beatSeconds();
          List<Note> lead = notes(phrase, Instrument.LEAD);
          for (int i = 1; i < lead.size(); i++) {
            long overlap = lead.get(i - 1).endTicks() - lead.get(i).onsetTicks();
            assertThat(overlap * beatSeconds / Phrase.TICKS_PER_BEAT).isLessThanOrEqualTo(0.031);
          }
        });
  }

  @Test
  void mostNotesLastOneToThreeBeats() {
    List<Note> lead = new ArrayList<>();
    forEvery(phrase -> lead.addAll(notes(phrase, Instrument.LEAD)));
    assertThat(share(lead, note -> note.durationTicks() > 900 && note.durationTicks() < 3000))
        .isGreaterThan(0.85);
    long longest = lead.stream().mapToLong(Note::durationTicks).max().getAsLong();
    assertThat(longest).isLessThan(4L * Phrase.TICKS_PER_BEAT);
  }

  @Test
  void theLineMovesMostlyInSmallIntervalsAndSeldomRepeats() {
    List<Integer> steps = new ArrayList<>();
    forEvery(
        phrase -> {
          List<Note> lead = notes(phrase, Instrument.LEAD);
          for (int i = 1; i < lead.size(); i++) {
            steps.add(Math.abs(lead.get(i).pitch() - lead.get(i - 1).pitch()));
          }
        });
    assertThat(share(steps, step -> step <= 5)).isGreaterThan(0.85);
    assertThat(share(steps, step -> step == 0)).isLessThan(0.2);
    assertThat(share(steps, step -> step > 9)).isLessThan(0.01);
  }

  @Test
  void aLowerIntensityLeavesOutTonesOfTheSameTune() {
    for (long seed = 0; seed < 30; seed++) {
      // When
      List<Long> dense = onsets(seed, 1);
      List<Long> sparse = onsets(seed, 0.3);

      // Then
      assertThat(dense).containsAll(sparse);
      assertThat(dense.size()).isGreaterThan(sparse.size());
    }
  }

  @Test
  void aMotifReturnsWhileItIsInUseAndGivesWayInTheEnd() {
    // When
    List<Integer> motifs =
        play(3, parameters(0.5), 200).stream()
            .map(phrase -> phrase.ending().motifs().current())
            .toList();

    // Then
    assertThat(motifs.subList(0, 3)).containsOnly(0);
    assertThat(motifs.stream().distinct().count()).isBetween(8L, 60L);
    boolean returned = false;
    for (int i = 1; i < motifs.size(); i++) {
      returned |= motifs.get(i) < motifs.get(i - 1);
    }
    assertThat(returned).isTrue();
    assertThat(Motif.of(3, 1)).isEqualTo(Motif.of(3, 1)).isNotEqualTo(Motif.of(4, 1));
  }

  @Test
  void theMelodyGoesOnNearWhereItWas() {
    List<Integer> jumps = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      Phrase before = null;
      for (Phrase phrase : play(seed, parameters(0.6), 6)) {
        List<Note> lead = notes(phrase, Instrument.LEAD);
        if (before != null && before.ending().melodyPitch().isPresent() && !lead.isEmpty()) {
          jumps.add(Math.abs(lead.get(0).pitch() - before.ending().melodyPitch().getAsInt()));
        }
        before = phrase;
      }
    }
    assertThat(share(jumps, jump -> jump <= 7)).isGreaterThan(0.95);
  }

  @Test
  void aMelodyThatWasLeftFarAwayComesBack() {
    for (int pitch : new int[] {0, 127}) {
      // Given
      PhraseEnding far =
          new PhraseEnding(
              Optional.empty(),
              List.of(),
              OptionalInt.empty(),
              OptionalInt.of(pitch),
              MotifMemory.NONE,
              MelodyMemory.NONE,
              0);

      // When
      Phrase phrase = new AmbientComposer().compose(1, 1, parameters(1), far);

      // Then
      assertThat(notes(phrase, Instrument.LEAD))
          .isNotEmpty()
          .allMatch(note -> note.pitch() >= 57 && note.pitch() <= 81);
    }
  }

  private static List<Long> onsets(long seed, double intensity) {
    return play(seed, parameters(intensity), 1).stream()
        .flatMap(phrase -> notes(phrase, Instrument.LEAD).stream())
        .map(MelodyTest::gridEighth)
        .toList();
  }

  private static double notesPerBar(double intensity) {
    return LongStream.range(0, 60)
        .boxed()
        .flatMap(seed -> play(seed, parameters(intensity), 4).stream())
        .mapToDouble(phrase -> notes(phrase, Instrument.LEAD).size() / (double) phrase.bars())
        .average()
        .getAsDouble();
  }

  private static long gridEighth(Note note) {
    return Math.round((double) note.onsetTicks() / EIGHTH);
  }

  private static boolean isChordTone(Note note, ChordSpan span) {
    return span.chord().pitchClasses().contains(note.pitch() % 12);
  }

  private static <T> double share(List<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }
}
