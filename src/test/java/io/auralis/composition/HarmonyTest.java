package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.notes;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.music.Key;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HarmonyTest {

  @Test
  void chordsFollowEachOtherWithoutGapsOnWholeBars() {
    forEvery(
        phrase -> {
          long expected = 0;
          for (ChordSpan span : phrase.chords()) {
            assertThat(span.startTicks()).isEqualTo(expected);
            assertThat(span.durationTicks() % Phrase.TICKS_PER_BAR).isZero();
            expected = span.endTicks();
          }
          assertThat(expected).isEqualTo(phrase.lengthTicks());
        });
  }

  @Test
  void withoutFullIntensityAChordHoldsTwoBarsOrMore() {
    for (double intensity : new double[] {0, 0.3, 0.6}) {
      for (Phrase phrase : play(3, parameters(intensity), 50)) {
        assertThat(phrase.chords())
            .allMatch(span -> span.durationTicks() % (2 * Phrase.TICKS_PER_BAR) == 0);
      }
    }
  }

  @Test
  void atFullIntensityEveryBarHasAChord() {
    // When
    double bars =
        play(3, parameters(1), 200).stream()
            .flatMap(phrase -> phrase.chords().stream())
            .mapToDouble(span -> (double) span.durationTicks() / Phrase.TICKS_PER_BAR)
            .average()
            .getAsDouble();

    // Then
    assertThat(bars).isEqualTo(1.0);
  }

  @Test
  void chordsGetShorterWithTheIntensity() {
    double before = Double.POSITIVE_INFINITY;
    for (double intensity : new double[] {0, 0.25, 0.5, 0.75, 1}) {
      // When
      List<Phrase> phrases = play(3, parameters(intensity), 300);
      double bars = 8.0 * 300 / phrases.stream().mapToInt(each -> each.chords().size()).sum();

      // Then
      assertThat(bars).as("at %s", intensity).isLessThan(before);
      before = bars;
    }
    assertThat(
            8.0 * 300 / play(3, parameters(0), 300).stream().mapToInt(p -> p.chords().size()).sum())
        .isGreaterThan(2.5);
  }

  @Test
  void aChordThatIsDrawnAgainIsVoicedAnew() {
    // When
    List<ChordSpan> spans =
        play(3, parameters(0.6), 300).stream().flatMap(phrase -> phrase.chords().stream()).toList();
    int repeats = 0;
    int moved = 0;
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).chord().equals(spans.get(i - 1).chord())) {
        repeats++;
        moved += spans.get(i).voicing().equals(spans.get(i - 1).voicing()) ? 0 : 1;
      }
    }

    // Then
    assertThat(repeats).isGreaterThan(50);
    assertThat(moved).isEqualTo(repeats);
  }

  @Test
  void padsHoldTheVoicingUpToTheChordChange() {
    forEvery(
        phrase -> {
          double beatSeconds = phrase.parameters().tempo().beatSeconds();
          // Sparse chords unfold: the upper voices may come as late as two bars of eighths less
          // one.
          double strumTicks = 0.08 / beatSeconds * 960;
          double latest = phrase.parameters().intensity() < 0.6 ? strumTicks + 8 * 480 : strumTicks;
          for (ChordSpan span : phrase.chords()) {
            List<Note> pads =
                notes(phrase, Instrument.PAD).stream()
                    .filter(note -> note.endTicks() == span.endTicks())
                    .toList();
            assertThat(pads.stream().map(Note::pitch).sorted().toList()).isEqualTo(span.voicing());
            assertThat(pads)
                .allMatch(note -> note.onsetTicks() >= span.startTicks())
                .allMatch(note -> note.onsetTicks() <= span.startTicks() + latest)
                .anyMatch(note -> note.onsetTicks() == span.startTicks());
          }
          assertThat(notes(phrase, Instrument.PAD))
              .hasSize(phrase.chords().stream().mapToInt(span -> span.voicing().size()).sum());
        });
  }

  @Test
  void everyVoicingIsPlayableAndNeverMuddy() {
    forEvery(
        phrase -> {
          for (ChordSpan span : phrase.chords()) {
            List<Integer> voicing = span.voicing();
            assertThat(voicing).hasSizeBetween(3, 4).isSorted().doesNotHaveDuplicates();
            assertThat(voicing).allMatch(pitch -> pitch >= 48 && pitch <= 76);
            for (int i = 1; i < voicing.size(); i++) {
              int smallest = voicing.get(i - 1) < 55 ? 5 : 2;
              assertThat(voicing.get(i) - voicing.get(i - 1)).isBetween(smallest, 12);
            }
            // The third says what the chord is; the bass has the root.
            int third = span.chord().pitchClasses().get(1);
            assertThat(voicing).anyMatch(pitch -> pitch % 12 == third);
          }
        });
  }

  @Test
  void underEachChordLiesOneBassNoteAFifthOrMoreBelowThePads() {
    forEvery(
        phrase -> {
          List<Note> bass = notes(phrase, Instrument.SUB);
          long heldUntil = 0;
          for (Note note : bass) {
            assertThat(note.onsetTicks()).isEqualTo(heldUntil);
            heldUntil = note.endTicks();
            assertThat(note.pitch()).isBetween(33, 45);
          }
          assertThat(heldUntil).isEqualTo(phrase.lengthTicks());
          for (ChordSpan span : phrase.chords()) {
            Note note = bassAt(bass, span);
            assertThat(span.voicing().get(0) - note.pitch()).isGreaterThanOrEqualTo(7);
            boolean inChord = span.chord().pitchClasses().contains(note.pitch() % 12);
            assertThat(inChord || isPedal(note, phrase)).as("%s under %s", note, span).isTrue();
          }
        });
  }

  private static Note bassAt(List<Note> bass, ChordSpan span) {
    return bass.stream()
        .filter(note -> note.onsetTicks() <= span.startTicks())
        .filter(note -> note.endTicks() > span.startTicks())
        .findFirst()
        .orElseThrow();
  }

  /** Tonic or dominant. */
  private static boolean isPedal(Note note, Phrase phrase) {
    int degree = Math.floorMod(note.pitch() - phrase.parameters().key().rootMidi(), 12);
    return degree == 0 || degree == 7;
  }

  @Test
  void theBassStandsOnTheRootMostlyAndWalksByStepOrFifth() {
    // When
    List<Phrase> phrases = play(3, parameters(0.5), 400);
    int chords = 0;
    int roots = 0;
    int moves = 0;
    int easy = 0;
    int pedals = 0;
    int last = -1;
    for (Phrase phrase : phrases) {
      List<Note> bass = notes(phrase, Instrument.SUB);
      for (ChordSpan span : phrase.chords()) {
        int pitch = bassAt(bass, span).pitch();
        int move = Math.abs(pitch - last);
        chords++;
        roots += pitch % 12 == span.chord().rootPitchClass() ? 1 : 0;
        if (last >= 0 && move > 0) {
          moves++;
          easy += move <= 2 || move == 5 || move == 7 || move == 12 ? 1 : 0;
        }
        last = pitch;
      }
      pedals += bass.size() == 1 && phrase.chords().size() > 1 ? 1 : 0;
    }

    // Then
    assertThat((double) roots / chords).isBetween(0.6, 0.95);
    assertThat((double) easy / moves).isGreaterThan(0.65);
    assertThat(pedals).isBetween(5, 80);
  }

  @Test
  void voicesMoveLittleAndKeepCommonTones() {
    for (Key key : Key.values()) {
      for (double intensity : new double[] {0, 0.5, 1}) {
        // When
        List<List<Integer>> voicings =
            LongStream.range(0, 5)
                .boxed()
                .flatMap(seed -> play(seed, parameters(intensity).withKey(key), 10).stream())
                .flatMap(phrase -> phrase.chords().stream())
                .map(ChordSpan::voicing)
                .toList();
        double movement =
            IntStream.range(1, voicings.size())
                .mapToDouble(i -> movement(voicings.get(i - 1), voicings.get(i)))
                .average()
                .getAsDouble();

        // Then: a semitone or two for each voice
        assertThat(movement).as("%s at %s", key, intensity).isLessThan(2.0);
        assertThat(keptShare(voicings)).as("%s at %s", key, intensity).isGreaterThan(0.65);
      }
    }
  }

  @Test
  void somethingIsAlwaysHeld() {
    forEvery(
        phrase -> {
          long heldUntil = 0;
          for (Note pad : notes(phrase, Instrument.PAD)) {
            assertThat(pad.onsetTicks())
                .as("silence before %s", pad)
                .isLessThanOrEqualTo(heldUntil);
            heldUntil = Math.max(heldUntil, pad.endTicks());
          }
          assertThat(heldUntil).isEqualTo(phrase.lengthTicks());
        });
  }

  private static double movement(List<Integer> from, List<Integer> to) {
    return IntStream.range(0, to.size())
        .map(voice -> Math.abs(to.get(voice) - from.get(voice)))
        .average()
        .getAsDouble();
  }

  /** Of the notes whose pitch class was in the chord before, the share that did not move. */
  private static double keptShare(List<List<Integer>> voicings) {
    int common = 0;
    int kept = 0;
    for (int i = 1; i < voicings.size(); i++) {
      List<Integer> before = voicings.get(i - 1);
      for (int pitch : voicings.get(i)) {
        common += before.stream().anyMatch(old -> old % 12 == pitch % 12) ? 1 : 0;
        kept += before.contains(pitch) ? 1 : 0;
      }
    }
    return (double) kept / common;
  }
}
