package io.auralis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals and expectations of EBU Tech 3341 and 3342, whose tolerances are kept. */
class LoudnessMeterTest {

  private static final int RATE = 44_100;

  /** Plays stereo sines of 1 kHz: pairs of a level in dBFS and a length in seconds. */
  private static LoudnessMeter heard(int rate, double... levelsAndSeconds) {
    LoudnessMeter meter = new LoudnessMeter(rate);
    long frame = 0;
    for (int i = 0; i < levelsAndSeconds.length; i += 2) {
      double amplitude = Math.pow(10, levelsAndSeconds[i] / 20);
      for (long n = 0; n < levelsAndSeconds[i + 1] * rate; n++) {
        double sample = amplitude * Math.sin(2 * Math.PI * 1_000 * frame++ / rate);
        meter.add(sample, sample);
      }
    }
    return meter;
  }

  @ParameterizedTest
  @ValueSource(ints = {44_100, 48_000})
  void aStereoSineReadsItsPeakLevel(int rate) {
    assertThat(heard(rate, -23, 20).integrated()).isCloseTo(-23, within(0.1));
    assertThat(heard(rate, -33, 20).integrated()).isCloseTo(-33, within(0.1));
  }

  @Test
  void oneChannelIsThreeDecibelsLess() {
    LoudnessMeter meter = new LoudnessMeter(RATE);
    for (int n = 0; n < 10 * RATE; n++) {
      meter.add(0.1 * Math.sin(2 * Math.PI * 997 * n / RATE), 0);
    }
    assertThat(meter.integrated()).isCloseTo(-23.01, within(0.1));
  }

  @Test
  void quietPartsAreGated() {
    assertThat(heard(RATE, -36, 10, -23, 60, -36, 10).integrated()).isCloseTo(-23, within(0.1));
    assertThat(heard(RATE, -72, 10, -36, 10, -23, 60, -36, 10, -72, 10).integrated())
        .isCloseTo(-23, within(0.1));
    assertThat(heard(RATE, -26, 20, -20, 20.1, -26, 20).integrated()).isCloseTo(-23, within(0.1));
  }

  @Test
  void silenceHasNoLoudness() {
    LoudnessMeter meter = heard(RATE, -200, 5);
    assertThat(meter.integrated()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(meter.range()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"-20, -30, 10", "-20, -15, 5", "-40, -20, 20"})
  void theRangeIsTheDistanceOfTwoLevels(double first, double second, double range) {
    assertThat(heard(RATE, first, 20, second, 20).range()).isCloseTo(range, within(1.0));
  }

  @Test
  void theRangeLeavesOutTheQuietest() {
    assertThat(heard(RATE, -50, 20, -35, 20, -20, 20, -35, 20, -50, 20).range())
        .isCloseTo(15, within(1.0));
  }

  /** The table of BS.1770-4, annex 1, for 48 kHz. */
  @Test
  void theFiltersAreThoseOfTheStandard() {
    double[] shelf = LoudnessMeter.Biquad.headShelf(48_000).coefficients();
    double[] cut = LoudnessMeter.Biquad.lowCut(48_000).coefficients();
    assertThat(shelf)
        .containsExactly(
            new double[] {
              1.53512485958697,
              -2.69169618940638,
              1.19839281085285,
              -1.69065929318241,
              0.73248077421585
            },
            within(1e-9));
    assertThat(cut)
        .containsExactly(
            new double[] {1, -2, 1, -1.99004745483398, 0.99007225036621}, within(1e-9));
  }

  /** EBU Tech 3341, cases 15 to 19: sines whose samples miss their peaks. */
  @ParameterizedTest
  @CsvSource({"4, 0, -6", "4, 45, -6", "6, 60, -6", "8, 67.5, -6"})
  void theTruePeakLiesBetweenTheSamples(int divisor, double degrees, double peak) {
    TruePeakMeter meter = new TruePeakMeter();
    for (int n = 0; n < 4_410; n++) {
      // Faded in, since a sudden start would ring.
      double fade = Math.min(1, n / 2_000.0);
      meter.add(fade * 0.5 * Math.sin(2 * Math.PI * n / divisor + Math.toRadians(degrees)));
    }
    assertThat(meter.decibels()).isBetween(peak - 0.4, peak + 0.2);
  }
}
