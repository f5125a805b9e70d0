package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a further station costs, from figures that are known. */
class StationsTableTest {

  private static final Heard.Quantiles TIMES = new Heard.Quantiles(3, 12, 40);
  private static final Heard HEARD =
      new Heard(1, 0, 100, 0, 0, 0, 0, 0, 0, TIMES, TIMES, Map.of(), Map.of());

  /** Ten seconds after the start of a measurement that began with nothing used. */
  private static ServerMoment after(double cores, double residentMb) {
    return new ServerMoment(
        10_000_000_000L, cores * 10, residentMb, 0, 100, 0.5, 0.02, 0.125, 0, 0, 0);
  }

  private static ServerMoment before() {
    return new ServerMoment(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static StationsStep step(int stations, double cores, double residentMb, double heapMb) {
    return new StationsStep(
        stations,
        stations,
        Map.of(),
        0,
        1,
        TIMES,
        HEARD,
        before(),
        after(cores, residentMb),
        heapMb,
        0.1);
  }

  @Test
  void theFirstRowIsComparedWithTheIdleServerAndTheOthersWithTheFirst() {
    String table =
        StationsTable.of(
            before(),
            after(0.01, 200),
            20,
            List.of(step(1, 0.03, 202, 21), step(101, 0.28, 252, 71), step(401, 1.03, 402, 121)));

    assertThat(table.lines().skip(2))
        .containsExactly(
            "| 1 | 1 | 3.0 | 3.00 | 2.00 | 3, 12, 40 | 0 | 202 | 21 | 2.00, 1.00 | 5.0, 20 | 0.13 |",
            "| 101 | 101 | 28.0 | 0.28 | 0.25 | 3, 12, 40 | 0 | 252 | 71 | 0.50, 0.50 | 5.0, 20 | 0.13 |",
            "| 401 | 401 | 103.0 | 0.26 | 0.25 | 3, 12, 40 | 0 | 402 | 121 | 0.50, 0.25 | 5.0, 20 | 0.13 |");
    assertThat(table.lines().map(line -> line.chars().filter(c -> c == '|').count()).distinct())
        .hasSize(1);
  }

  @Test
  void whatTheServerDoesNotTellIsADash() {
    double nan = Double.NaN;
    ServerMoment silent = new ServerMoment(1, nan, nan, nan, nan, nan, nan, nan, 0, 0, 0);
    StationsStep step =
        new StationsStep(1, 1, Map.of(), 0, 1, TIMES, HEARD, silent, silent, nan, 0.1);

    assertThat(StationsTable.of(silent, silent, nan, List.of(step)))
        .endsWith("| 1 | 1 | – | – | – | 3, 12, 40 | 0 | – | – | –, – | –, – | – |\n");
  }

  @Test
  void idleStationsAreToldToTheKilobyteAndHaveNoLateness() {
    StationsStep ten = idle(10, 0, 0.006, 200.5, 20.25);
    StationsStep same = idle(10, 0, 0.006, 200.5, 20.25);
    StationsStep many = idle(1_010, 0, 0.106, 225.5, 35.25);

    String table = StationsTable.of(before(), after(0.005, 200), 20, List.of(ten, same, many));

    assertThat(table.lines().skip(2))
        .containsExactly(
            "| 10 | 10 | 0.6 | 0.060 | 0.010 | – | – | 201 | 20 | 0.050, 0.025 | 5.0, 20 | 0.13 |",
            "| 10 | 10 | 0.6 | 0.060 | – | – | – | 201 | 20 | –, – | 5.0, 20 | 0.13 |",
            "| 1010 | 1010 | 10.6 | 0.010 | 0.010 | – | – | 226 | 35 | 0.025, 0.015 | 5.0, 20 | 0.13 |");
    assertThat(many.broken()).isEmpty();
    assertThat(many.lines()).noneMatch(line -> line.contains("listeners"));
    assertThat(idle(10, 3, 0.006, 200, 20).broken())
        .containsExactly("3 stations expired: nobody listened");
  }

  private static StationsStep idle(
      int stations, long expired, double cores, double residentMb, double heapMb) {
    Heard.Quantiles none = new Heard.Quantiles(0, 0, 0);
    Heard nothing = new Heard(0, 0, 0, 0, 0, 0, 0, 0, 0, none, none, Map.of(), Map.of());
    return new StationsStep(
        stations,
        stations,
        Map.of(),
        expired,
        0,
        TIMES,
        nothing,
        before(),
        after(cores, residentMb),
        heapMb,
        0.1);
  }

  @Test
  void lateFramesBreakItOnlyBeyondTheLengthOfAChunk() {
    assertThat(step(1, 1, 1, 1).broken()).isEmpty();
    assertThat(withP99(StationsStep.MOST_LATE_MILLIS).broken()).isEmpty();
    assertThat(withP99(StationsStep.MOST_LATE_MILLIS + 1).broken())
        .containsExactly("p99 of lateness 101 ms");
  }

  private static StationsStep withP99(long millis) {
    Heard heard =
        new Heard(
            1,
            0,
            9,
            0,
            0,
            0,
            0,
            0,
            0,
            new Heard.Quantiles(0, millis, millis),
            TIMES,
            Map.of(),
            Map.of());
    return new StationsStep(1, 1, Map.of(), 0, 1, TIMES, heard, before(), after(1, 1), 1, 0.1);
  }
}
