package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auralis.load.FakeStationServer.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the load program says about a server of personal stations, and what it leaves there. */
class StationsProgramTest {

  private final List<String> printed = new ArrayList<>();

  private List<StationsStep> run(FakeStationServer server, String... arguments) throws IOException {
    String[] all =
        Stream.concat(
                Stream.of(
                    "--port=" + server.port(),
                    "--seconds=1",
                    "--idle=0",
                    "--ramp-seconds=0",
                    "--warm-up-seconds=0",
                    "--warm-up-stations=0"),
                Arrays.stream(arguments))
            .toArray(String[]::new);
    return new StationsProgram(StationsOptions.parse(all), printed::add).run();
  }

  @Test
  void stepsGoOnUntilStationsAreRefusedAndNothingIsLeft() throws Exception {
    try (FakeStationServer server = new FakeStationServer(2)) {
      // When
      List<StationsStep> steps =
          run(server, "--table=2", "--until-it-breaks", "--listeners-per-station=2");

      // Then: a quarter more than 2, rounded up to 3, of which one is refused
      assertThat(steps).extracting(StationsStep::stations).containsExactly(2, 3);
      assertThat(steps).extracting(StationsStep::admitted).containsExactly(2, 2);
      assertThat(steps.get(1).refused()).isEqualTo(Map.of("503 capacity", 1L));
      assertThat(steps.get(0).broken()).isEmpty();
      assertThat(steps.get(0).heard().connected()).isEqualTo(4);
      assertThat(steps.get(0).heard().chunks()).isPositive();
      assertThat(printed)
          .last()
          .isEqualTo(
              "It breaks at 3 stations: 1 stations refused {503 capacity=1}. It held with 2");

      // And: a table with what the server says of itself
      String table = String.join("\n", printed);
      assertThat(table)
          .contains("\n| 3 | 2 | ")
          .contains(" | 104 | 22 | 2.00, 1.00 | 25.0, – | 0.25 |");
      assertThat(steps.get(0).cores()).isBetween(0.07, 0.28);

      // And: all different, from a program, and gone
      assertThat(server.bodies).hasSize(3).doesNotHaveDuplicates();
      assertThat(server.origins).containsOnly("null");
      assertThat(server.tokens).isEmpty();
    }
  }

  @Test
  void stationsThatNobodyListensToAreMeasuredToo() throws Exception {
    try (FakeStationServer server = new FakeStationServer(4)) {
      // When
      List<StationsStep> steps =
          run(server, "--table=2,4,5", "--listeners-per-station=0", "--until-it-breaks");

      // Then
      assertThat(server.joined).isZero();
      assertThat(steps).extracting(StationsStep::admitted).containsExactly(2, 4, 4);
      assertThat(steps).extracting(StationsStep::listeners).containsOnly(0L);
      assertThat(steps.get(1).broken()).isEmpty();
      String table = String.join("\n", printed);
      assertThat(table)
          .contains("\n| 4 | 4 | ")
          .contains(" | – | – | 108 | 24 | 2.000, 1.000 | 25.0, – | 0.25 |\n| 5 | 4 | ");
      assertThat(printed)
          .last()
          .isEqualTo(
              "It breaks at 5 stations: 1 stations refused {503 capacity=1}. It held with 4");
      assertThat(server.tokens).isEmpty();
    }
  }

  @Test
  void stationsThatExpireMeanwhileBreakIt() throws Exception {
    try (FakeStationServer server = new FakeStationServer(4)) {
      server.expiring = 1;

      List<StationsStep> steps = run(server, "--stations=2", "--listeners-per-station=0");

      assertThat(steps.get(0).broken()).containsExactly("1 stations expired: nobody listened");
      assertThat(printed).last().isEqualTo("It held with 0 stations");
    }
  }

  @Test
  void eachFaultOfAStationIsFoundAndNamed() throws Exception {
    Fault[] faults = Fault.values();
    try (FakeStationServer server = new FakeStationServer(100, faults)) {
      StationsStep step = run(server, "--stations=" + faults.length, "--seconds=2").get(0);

      Heard heard = step.heard();
      assertThat(heard.listenersWithGaps()).isEqualTo(1);
      assertThat(heard.gaps()).isEqualTo(heard.mostMissed()).isPositive();
      assertThat(heard.listenersWithRepeats()).isEqualTo(1);
      assertThat(heard.repeats()).isPositive();
      assertThat(heard.silent()).isEqualTo(1);
      assertThat(heard.connected()).isEqualTo(faults.length - 1);
      assertThat(heard.endings()).isEqualTo(Map.of("close 4410", 1L));
      assertThat(heard.errors()).containsOnlyKeys("BUFFER_OVERRUN info: slow");
      assertThat(heard.malformed()).isZero();
      assertThat(heard.lateness().max()).isGreaterThanOrEqualTo(400);
      assertThat(step.broken())
          .containsExactly(
              heard.gaps() + " chunks missed by 1 listeners",
              heard.repeats() + " chunks repeated to 1 listeners",
              "p99 of lateness " + heard.lateness().p99() + " ms",
              "1 listeners lost {close 4410=1}",
              "1 listeners heard nothing");
      assertThat(server.tokens).isEmpty();
    }
  }

  @Test
  void itWaitsWhenItAsksTooOftenAndSaysWhatItCannotDo() throws Exception {
    try (FakeStationServer server = new FakeStationServer(0)) {
      server.tooManyRequests = 3;
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> run(server, "--stations=1", "--idle=0"))
          .withMessage("The server refused every station: {503 capacity=1}");

      server.createdStatus = 404;
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> run(server, "--stations=1", "--idle=0"))
          .withMessageContaining("This server makes no stations");
    }
  }
}
