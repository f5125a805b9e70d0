package io.auralis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

  /** Critical values as tables print them. */
  @ParameterizedTest
  @CsvSource({
    "3.841, 1, 0.05", "6.635, 1, 0.01", "5.991, 2, 0.05", "16.812, 6, 0.01", "12.592, 6, 0.05",
    "2.204, 6, 0.90", "66.206, 42, 0.01", "58.124, 42, 0.05", "50.892, 30, 0.01", "30.765, 42, 0.90"
  })
  void tailsAreThoseOfTheTables(double statistic, int freedom, double p) {
    assertThat(ChiSquare.p(statistic, freedom)).isCloseTo(p, within(0.0005));
  }

  @Test
  void nothingDeviatesFromItself() {
    assertThat(ChiSquare.p(0, 5)).isEqualTo(1);
    assertThat(ChiSquare.p(10_000, 5)).isCloseTo(0, within(1e-12));
  }
}
