package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of a run with personal stations, and what the stations play. */
class StationsOptionsTest {

  private static StationsOptions parse(String arguments) {
    return StationsOptions.parse(arguments.split(" "));
  }

  @Test
  void aTableWarmsUpFirstAndASingleStepDoesNot() {
    StationsOptions table = parse("--table=1,10,50 --until-it-breaks --effects=true --pid=7");
    assertThat(table.steps()).containsExactly(1, 10, 50);
    assertThat(table.untilItBreaks()).isTrue();
    assertThat(table.effects()).isTrue();
    assertThat(table.warmUpStations()).isEqualTo(50);
    assertThat(table.pid()).isEqualTo(7);

    assertThat(table.listenersPerStation()).isOne();
    assertThat(parse("--table=1 --listeners-per-station=0").listenersPerStation()).isZero();

    StationsOptions step = parse("--stations=5 --format=opus --seconds=3 --port=81");
    assertThat(step.steps()).containsExactly(5);
    assertThat(step.untilItBreaks()).isFalse();
    assertThat(step.warmUpStations()).isZero();
    assertThat(step.load().format()).isEqualTo("opus");
    assertThat(step.load().seconds()).isEqualTo(3);
    assertThat(step.load().port()).isEqualTo(81);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--stations=1",
        "--port=1 --table=1",
        "--until-it-breaks=true",
        "--until-it-breaks"
      })
  void theseAskForStations(String arguments) {
    assertThat(StationsOptions.meant(arguments.split(" "))).isTrue();
  }

  @Test
  void aCrowdOnTheSharedStationAsksForNone() {
    assertThat(StationsOptions.meant(new String[] {"--listeners=100", "--seconds=3"})).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stations=0|--stations=0; it must be a whole number of 1 to 99999",
        "--stations=1,2|--stations=1,2; it must be a whole number of 1 to 99999",
        "--table=1,x|--table=1,x; it must be whole numbers, separated by commas, of 1 to 99999",
        "--table=10,10|--table=10,10; each step must have more stations",
        "--table=1 --stations=1|--stations and --table exclude each other",
        "--stations=1 --effects=yes|--effects=yes; it must be true or false",
        "--stations=1 --listeners-per-station=-1|--listeners-per-station=-1; it must be a whole number from 0 to 100000",
        "--stations=1 --pid=x|--pid=x; it must be a whole number from 0 to 2147483647",
        "--stations=1 --seconds=0|--seconds=0; it must be 1 or greater",
        "--stations=1 --stuck=3|--stuck=3 is not an option of stations; try --help",
        "--stations=1 effects=true|effects=true is not an option of stations; try --help",
      })
  void whatIsNotAllowedIsNamed(String arguments, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments)).withMessage(message);
  }

  @Test
  void aThousandStationsAreAllDifferentAndAllAllowed() {
    List<StationParameters> all =
        IntStream.range(0, 1_000).mapToObj(i -> StationParameters.of(i, false)).toList();

    assertThat(all).extracting(StationParameters::seed).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(it -> List.of(it.key(), it.bpm(), it.intensity()))
        .doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            it ->
                assertThat(
                        new GenerationParameters(
                            it.key(), new Tempo(it.bpm()), it.intensity(), it.mode()))
                    .isNotNull());
    assertThat(StationParameters.of(3, true).json())
        .isEqualTo(
            "{\"key\":\"D minor\",\"mode\":\"dorian\",\"bpm\":77,\"intensity\":0.40,"
                + "\"seed\":1003,\"effects\":true}");
  }

  @Test
  void aProcessIsReadAsTheKernelWritesIt() {
    String stat = "4711 (a (java) b) S 1 4711 4711 0 -1 4194560 31337 0 3 0 1234 566 0 0 20 0 31";

    assertThat(ServerMoment.cpuSeconds(stat)).isEqualTo(18.0);
    assertThat(ServerMoment.residentMb("VmPeak:\t 9 kB\nVmRSS:\t  250000 kB\n")).isEqualTo(256.0);
    assertThat(ServerMoment.residentMb("")).isNaN();
  }
}
