package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  @Test
  void theDefaultsAreAllowed() {
    assertThat(problems(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auralis.default-bpm | 39 | AURALIS_DEFAULT_BPM=39 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | 201 | AURALIS_DEFAULT_BPM=201 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | 70.5 | AURALIS_DEFAULT_BPM=70.5 is not allowed: it must be a whole number from 40 to 200
          auralis.default-bpm | fast | AURALIS_DEFAULT_BPM=fast is not allowed: it must be a whole number from 40 to 200
          auralis.default-intensity | 1.5 | AURALIS_DEFAULT_INTENSITY=1.5 is not allowed: it must be a number from 0.0 to 1.0
          auralis.default-intensity | NaN | AURALIS_DEFAULT_INTENSITY=NaN is not allowed: it must be a number from 0.0 to 1.0
          auralis.device | tpu | AURALIS_DEVICE=tpu is not allowed: it must be one of auto, mps, coreml, cuda, cpu
          auralis.device-required | maybe | AURALIS_DEVICE_REQUIRED=maybe is not allowed: it must be true or false
          auralis.control-apply | now | AURALIS_CONTROL_APPLY=now is not allowed: it must be one of bar, beat, phrase
          auralis.port | 70000 | AURALIS_PORT=70000 is not allowed: it must be a whole number from 1 to 65535
          auralis.sample-rate | 48000 | AURALIS_SAMPLE_RATE=48000 is not allowed: it must be 44100; this version supports no other value
          auralis.seed | many | AURALIS_SEED=many is not allowed: it must be a whole number
          auralis.torch-threads | 0 | AURALIS_TORCH_THREADS=0 is not allowed: it must be a whole number from 1 to 256
          auralis.opus-bitrate-kbps | 31 | AURALIS_OPUS_BITRATE_KBPS=31 is not allowed: it must be a whole number from 32 to 256
          auralis.station-epoch | yesterday | AURALIS_STATION_EPOCH=yesterday is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.station-epoch | 2026-01-31 | AURALIS_STATION_EPOCH=2026-01-31 is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.station-epoch | 1969-12-31T23:59:59Z | AURALIS_STATION_EPOCH=1969-12-31T23:59:59Z is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.station-epoch | 2999-01-01T00:00:00Z | AURALIS_STATION_EPOCH=2999-01-01T00:00:00Z is not allowed: it must be a time from 1970 to now, like 2026-01-31T00:00:00Z
          auralis.max-clients | 0 | AURALIS_MAX_CLIENTS=0 is not allowed: it must be a whole number from 1 to 100000
          """)
  void aWrongValueIsNamedWithItsVariableAndWhatIsAllowed(
      String property, String value, String expected) {
    assertThat(problems(Map.of(property, value))).containsExactly(expected);
  }

  @Test
  void aKeyThatDoesNotExistIsRefusedWithAllThatDo() {
    assertThat(problems(Map.of("auralis.default-key", "H minor")))
        .singleElement()
        .asString()
        .startsWith("AURALIS_DEFAULT_KEY=H minor is not allowed: it must be one of A minor, ")
        .endsWith("B major");
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThat(problems(Map.of("auralis.default-bpm", "0", "auralis.port", "0"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "auralis.default-bpm, 40",
    "auralis.default-bpm, 200",
    "auralis.default-intensity, 0",
    "auralis.default-intensity, 1",
    "auralis.buffer-capacity-sec, 2",
    "auralis.default-key, G major",
    "auralis.control-apply, beat",
    "auralis.device, coreml",
    "auralis.device-required, true",
    "auralis.seed, -5"
  })
  void valuesAtTheEdgesAreAllowed(String property, String value) {
    assertThat(problems(Map.of(property, value))).isEmpty();
  }

  private static List<String> problems(Map<String, String> settings) {
    return SettingsCheck.problems(name -> Optional.ofNullable(settings.get(name)));
  }
}
