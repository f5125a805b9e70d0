package io.auralis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tonality;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionMatrixTest {

  @Test
  void theAeolianMatrixIsThatOfTheSpecification() {
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
    TransitionMatrix matrix = TransitionMatrix.of(Mode.AEOLIAN);

    // Then
    assertThat(matrix.states().stream().map(RomanChord::symbol))
        .containsExactly("i", "ii", "III", "iv", "v", "VI", "VII");
    for (int state = 0; state < specification.length; state++) {
      assertThat(matrix.row(state)).containsExactly(specification[state]);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyRowIsAProbabilityForEveryState(Mode mode) {
    TransitionMatrix matrix = TransitionMatrix.of(mode);
    for (int state = 0; state < matrix.states().size(); state++) {
      double[] row = matrix.row(state);
      assertThat(row).hasSameSizeAs(matrix.states().toArray());
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
      assertThat(Arrays.stream(row).min().getAsDouble()).isPositive();
    }
  }

  /** The specification's ii is a plain minor triad, so aeolian may step out of its scale. */
  @ParameterizedTest
  @EnumSource(value = Mode.class, mode = EnumSource.Mode.EXCLUDE, names = "AEOLIAN")
  void theChordsOfAModeAreMadeOfItsScale(Mode mode) {
    Tonality tonality = new Tonality(Key.A_MINOR, mode);
    for (RomanChord roman : TransitionMatrix.of(mode).states()) {
      assertThat(tonality.pitchClasses())
          .as("%s in %s", roman, mode)
          .containsAll(new Chord(tonality, roman).pitchClasses());
    }
  }

  @Test
  void aChordCountsAsTheStateOnItsDegree() {
    TransitionMatrix matrix = TransitionMatrix.of(Mode.AEOLIAN);
    assertThat(matrix.stateOf(RomanChord.MINOR_SEVENTH_I)).isZero();
    assertThat(matrix.stateOf(RomanChord.MAJOR_V)).isEqualTo(4);
    assertThat(matrix.stateOf(RomanChord.MAJOR_NINTH_VI)).isEqualTo(5);
    assertThat(TransitionMatrix.of(Mode.DORIAN).stateOf(RomanChord.MAJOR_VI)).isZero();
  }

  @Test
  void rowsAreCopies() {
    TransitionMatrix matrix = TransitionMatrix.of(Mode.MAJOR);
    matrix.row(0)[0] = 7;
    assertThat(matrix.row(0)[0]).isEqualTo(0.15);
  }
}
