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
          ChordSpan before = null;
          for (ChordSpan span : phrase.chords()) {
            assertThat(span.startTicks()).isEqualTo(expected);
            assertThat(span.durationTicks() % Phrase.TICKS_PER_BAR).isZero();
            assertThat(before == null || !before.chord().equals(span.chord())).isTrue();
            expected = span.endTicks();
            before = span;
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
  void atFullIntensityEveryBarMayHaveAChord() {
    // When
    double bars =
        play(3, parameters(1), 200).stream()
            .flatMap(phrase -> phrase.chords().stream())
            .mapToDouble(span -> (double) span.durationTicks() / Phrase.TICKS_PER_BAR)
            .average()
            .getAsDouble();

    // Then: only draws of the same chord make it longer than one bar
    assertThat(bars).isBetween(1.0, 1.2);
  }

  @Test
  void padsHoldTheVoicingUpToTheChordChange() {
    forEvery(
        phrase -> {
          double strumTicks = 0.08 / phrase.parameters().tempo().beatSeconds() * 960;
          for (ChordSpan span : phrase.chords()) {
            List<Note> pads =
                notes(phrase, Instrument.PAD).stream()
                    .filter(note -> note.endTicks() == span.endTicks())
                    .toList();
            assertThat(pads.stream().map(Note::pitch).sorted().toList()).isEqualTo(span.voicing());
            assertThat(pads)
                .allMatch(note -> note.onsetTicks() >= span.startTicks())
                .allMatch(note -> note.onsetTicks() <= span.startTicks() + strumTicks)
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
          assertThat(bass).hasSameSizeAs(phrase.chords());
          for (int i = 0; i < bass.size(); i++) {
            ChordSpan span = phrase.chords().get(i);
            Note note = bass.get(i);
            assertThat(note.onsetTicks()).isEqualTo(span.startTicks());
            assertThat(note.endTicks()).isEqualTo(span.endTicks());
            assertThat(note.pitch()).isBetween(33, 45);
            assertThat(span.voicing().get(0) - note.pitch()).isGreaterThanOrEqualTo(7);
            assertThat(note.pitch() % 12)
                .isIn(span.chord().pitchClasses().get(0), span.chord().pitchClasses().get(2));
          }
        });
  }

  @Test
  void theBassPlaysTheFifthOnlyNowAndThen() {
    // When
    List<Phrase> phrases = play(3, parameters(0.5), 200);
    long chords = phrases.stream().mapToLong(phrase -> phrase.chords().size()).sum();
    long fifths =
        phrases.stream()
            .flatMap(
                phrase ->
                    notes(phrase, Instrument.SUB).stream()
                        .filter(
                            note ->
                                note.pitch() % 12
                                    != Compositions.chordAt(phrase, note.onsetTicks())
                                        .chord()
                                        .rootPitchClass()))
            .count();

    // Then
    assertThat((double) fifths / chords).isBetween(0.01, 0.2);
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

        // Then: a semitone or so for each voice
        assertThat(movement).as("%s at %s", key, intensity).isLessThan(1.4);
        assertThat(keptShare(voicings)).as("%s at %s", key, intensity).isGreaterThan(0.7);
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
