package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @Test
  void intervalsAreThoseOfTheSpecification() {
    assertThat(Scale.AEOLIAN.intervals()).containsExactly(0, 2, 3, 5, 7, 8, 10);
    assertThat(Scale.DORIAN.intervals()).containsExactly(0, 2, 3, 5, 7, 9, 10);
    assertThat(Scale.PHRYGIAN.intervals()).containsExactly(0, 1, 3, 5, 7, 8, 10);
    assertThat(Scale.MAJOR.intervals()).containsExactly(0, 2, 4, 5, 7, 9, 11);
    assertThat(Scale.LYDIAN.intervals()).containsExactly(0, 2, 4, 6, 7, 9, 11);
  }

  @Test
  void containsWorksInEveryOctaveAboveAndBelowTheRoot() {
    assertThat(Scale.AEOLIAN.contains(3)).isTrue();
    assertThat(Scale.AEOLIAN.contains(27)).isTrue();
    assertThat(Scale.AEOLIAN.contains(-2)).isTrue();
    assertThat(Scale.AEOLIAN.contains(-1)).isFalse();
    assertThat(Scale.AEOLIAN.contains(4)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "3,4", "7,11", "8,12", "10,16", "15,24", "0,-1", "-6,-12"})
  void degreesCountFromOneAndCrossOctaves(int degree, int semitones) {
    assertThat(Scale.MAJOR.semitonesOfDegree(degree)).isEqualTo(semitones);
  }
}
