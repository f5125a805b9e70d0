package io.auralis.composition;

import static io.auralis.composition.Compositions.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChordProgressionTest {

  private final Composer composer = new AmbientComposer();

  @ParameterizedTest
  @EnumSource(Key.class)
  void aStationStartsOnTheTonic(Key key) {
    // When
    Phrase phrase = composer.compose(9, 0, parameters(0.5).withKey(key), PhraseEnding.none());

    // Then
    assertThat(phrase.chords().get(0).chord().rootPitchClass()).isEqualTo(key.rootMidi() % 12);
  }

  @Test
  void theNextPhraseGoesOnFromTheLastChord() {
    // Given
    PhraseEnding endsOnFive = endingOn(new Chord(Key.A_MINOR, RomanChord.MINOR_V));
    int[] counts = new int[8];

    // When
    int phrases = 4000;
    for (int index = 0; index < phrases; index++) {
      Phrase phrase = composer.compose(5, index, parameters(0.5), endsOnFive);
      counts[phrase.chords().get(0).chord().roman().degree()]++;
    }

    // Then: v goes to i in 40 % and to iv in 20 % of all cases
    assertThat((double) counts[1] / phrases).isCloseTo(0.40, within(0.03));
    assertThat((double) counts[4] / phrases).isCloseTo(0.20, within(0.03));
    assertThat((double) counts[3] / phrases).isCloseTo(0.05, within(0.02));
  }

  @Test
  void aChordOfBothKeysIsThePivotFromWhichTheNewChainGoesOn() {
    // Given: A minor's i is C major's vi, which leads to IV more often than anywhere
    PhraseEnding onPivot = endingOn(new Chord(Key.A_MINOR, RomanChord.MINOR_I));
    int[] counts = new int[8];

    // When
    int phrases = 2000;
    for (int index = 0; index < phrases; index++) {
      Phrase phrase = composer.compose(5, index, parameters(0.5).withKey(Key.C_MAJOR), onPivot);
      Chord first = phrase.chords().get(0).chord();
      assertThat(first.key()).isEqualTo(Key.C_MAJOR);
      counts[first.roman().degree()]++;
    }

    // Then
    assertThat((double) counts[4] / phrases).isCloseTo(0.35, within(0.03));
    assertThat((double) counts[1] / phrases).isCloseTo(0.15, within(0.03));
  }

  @Test
  void anotherChordLeadsToAChordOfBothKeys() {
    // Given: B flat major is not in A minor; F, Dm, C, Am and the minor v of A are in both
    PhraseEnding foreign = endingOn(new Chord(Key.F_MAJOR, RomanChord.MAJOR_IV));
    Set<List<Integer>> old = triads(Key.F_MAJOR);

    for (int index = 0; index < 200; index++) {
      // When
      Phrase phrase = composer.compose(5, index, parameters(0.5), foreign);

      // Then
      Chord first = phrase.chords().get(0).chord();
      assertThat(first.key()).isEqualTo(Key.A_MINOR);
      assertThat(old).contains(first.pitchClasses().subList(0, 3));
    }
  }

  @Test
  void betweenKeysWithoutACommonChordMostlyACommonToneLeads() {
    int common = 0;
    int phrases = 200;
    Chord last = new Chord(Key.A_MINOR, RomanChord.MINOR_I);
    for (int index = 0; index < phrases; index++) {
      Phrase phrase =
          composer.compose(5, index, parameters(0.5).withKey(Key.B_MAJOR), endingOn(last));
      Chord first = phrase.chords().get(0).chord();
      common += first.pitchClasses().stream().anyMatch(last.pitchClasses()::contains) ? 1 : 0;
    }
    assertThat((double) common / phrases).isGreaterThan(0.9);
  }

  @Test
  void aModeHasItsOwnChords() {
    for (Mode mode : Mode.values()) {
      // Given
      GenerationParameters parameters = parameters(1).withMode(Optional.of(mode));

      // When
      Set<RomanChord> played = new HashSet<>();
      for (Phrase phrase : Compositions.play(3, parameters, 60)) {
        phrase.chords().forEach(span -> played.add(span.chord().roman()));
      }

      // Then
      assertThat(played).as("%s", mode).containsAll(TransitionMatrix.of(mode).states());
    }
  }

  private static Set<List<Integer>> triads(Key key) {
    Set<List<Integer>> triads = new HashSet<>();
    for (RomanChord roman : TransitionMatrix.of(key.mode()).states()) {
      triads.add(new Chord(key, roman).pitchClasses());
    }
    return triads;
  }

  @Test
  void aChordThatTheChainDoesNotKnowStillLeadsOn() {
    for (RomanChord roman : RomanChord.values()) {
      for (Key key : List.of(Key.A_MINOR, Key.C_MAJOR)) {
        Phrase phrase =
            composer.compose(5, 1, parameters(0.5).withKey(key), endingOn(new Chord(key, roman)));
        assertThat(phrase.notes()).isNotEmpty();
      }
    }
  }

  private static PhraseEnding endingOn(Chord chord) {
    return new PhraseEnding(
        Optional.of(chord),
        List.of(52, 59, 64, 67),
        OptionalInt.empty(),
        OptionalInt.empty(),
        MotifMemory.NONE,
        MelodyMemory.NONE,
        0);
  }
}
