package io.auralis.composition;

import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.RomanChord;
import java.util.ArrayList;
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

  @Test
  void theMinorMatrixIsThatOfTheSpecification() {
    // Given
    double[][] specification = {
      {0.15, 0.05, 0.10, 0.30, 0.05, 0.30, 0.05},
      {0.25, 0.10, 0.05, 0.15, 0.25, 0.15, 0.05},
      {0.20, 0.05, 0.15, 0.10, 0.10, 0.30, 0.10},
      {0.25, 0.10, 0.10, 0.10, 0.20, 0.15, 0.10},
      {0.40, 0.10, 0.05, 0.20, 0.05, 0.15, 0.05},
      {0.25, 0.05, 0.20, 0.15, 0.05, 0.10, 0.20},
      {0.30, 0.05, 0.25, 0.10, 0.05, 0.20, 0.05},
    };
    String[] states = {"i", "ii", "III", "iv", "v", "VI", "VII"};

    // Then
    assertThat(ChordProgression.states(Key.A_MINOR).stream().map(RomanChord::symbol))
        .containsExactly(states);
    for (int i = 0; i < states.length; i++) {
      assertThat(ChordProgression.row(Key.A_MINOR, RomanChord.parse(states[i])))
          .containsExactly(specification[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyRowSumsToOne(Key key) {
    for (RomanChord state : ChordProgression.states(key)) {
      double sum = 0;
      for (double probability : ChordProgression.row(key, state)) {
        sum += probability;
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  /** Chi-square for each row; 0.1 % of fair rows would exceed the limits. The seed is fixed. */
  @ParameterizedTest
  @EnumSource(
      value = Key.class,
      names = {"A_MINOR", "C_MAJOR"})
  void chordsFollowEachOtherAsOftenAsTheMatrixSays(Key key) {
    // Given: at full intensity every bar is a draw
    List<RomanChord> states = ChordProgression.states(key);
    double limit = states.size() == 7 ? 22.46 : 20.52;
    int[][] counts = new int[states.size()][states.size()];

    // When
    List<Integer> bars = new ArrayList<>();
    for (Phrase phrase : play(42, parameters(1).withKey(key), 2500)) {
      for (ChordSpan span : phrase.chords()) {
        for (long bar = 0; bar < span.durationTicks() / Phrase.TICKS_PER_BAR; bar++) {
          bars.add(span.chord().roman().degree() - 1);
        }
      }
    }
    for (int i = 1; i < bars.size(); i++) {
      counts[bars.get(i - 1)][bars.get(i)]++;
    }

    // Then
    for (int from = 0; from < states.size(); from++) {
      double[] row = ChordProgression.row(key, states.get(from));
      int total = 0;
      for (int count : counts[from]) {
        total += count;
      }
      double chiSquare = 0;
      for (int to = 0; to < states.size(); to++) {
        double expected = total * row[to];
        chiSquare += (counts[from][to] - expected) * (counts[from][to] - expected) / expected;
      }
      assertThat(total).isGreaterThan(500);
      assertThat(chiSquare).as("from %s", states.get(from)).isLessThan(limit);
    }
  }

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
  void aNewKeyIsEnteredByItsTonicOrByAChordOfBothKeys() {
    for (Key from : Key.values()) {
      for (Key to : Key.values()) {
        if (from == to) {
          continue;
        }
        // Given
        PhraseEnding before = endingOn(new Chord(from, ChordProgression.states(from).get(3)));
        Set<List<Integer>> allowed = new HashSet<>();
        for (RomanChord roman : ChordProgression.states(from)) {
          allowed.add(new Chord(from, roman).pitchClasses());
        }
        allowed.add(new Chord(to, ChordProgression.states(to).get(0)).pitchClasses());

        for (int index = 0; index < 20; index++) {
          // When
          Phrase phrase = composer.compose(5, index, parameters(0.5).withKey(to), before);

          // Then
          Chord first = phrase.chords().get(0).chord();
          assertThat(first.key()).isEqualTo(to);
          assertThat(allowed).contains(first.pitchClasses());
        }
      }
    }
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
        Optional.of(chord), List.of(52, 59, 64, 67), OptionalInt.empty(), 0, 0, 8);
  }
}
