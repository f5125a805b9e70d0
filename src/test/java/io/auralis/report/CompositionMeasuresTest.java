package io.auralis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounds of docs/composition.md on fewer hours; the report has them for all. */
class CompositionMeasuresTest {

  private static CompositionMeasures measures(double hours, int seeds) {
    return new CompositionMeasures(hours, seeds, text -> {});
  }

  private static void assertKept(List<Measurement> measurements) {
    assertThat(measurements).isNotEmpty().allMatch(Measurement::passed);
  }

  @Test
  void stationsThatNobodyTouchesKeepEveryBound() {
    assertKept(measures(8, 2).defaults());
  }

  @Test
  void stationsWhoseListenersTurnEverythingKeepEveryBound() {
    assertKept(measures(4, 4).tour());
  }

  @Test
  void densityRisesWithTheIntensity() {
    assertKept(measures(2, 3).intensities());
  }

  /** Computed with other Java versions too; a deliberate change of the music updates it. */
  @Test
  void theSameSeedGivesTheSameHoursOnEveryMachine() {
    assertThat(Long.toHexString(Checksum.of(1, 8))).isEqualTo("d5e127ae");
  }
}
