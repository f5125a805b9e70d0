package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "AURALIS_DEFAULT_BMP, AURALIS_DEFAULT_BPM",
    "AURALIS_TOKEN, AURALIS_CONTROL_TOKEN",
    "AURALIS_KEY, AURALIS_DEFAULT_KEY",
    "AURALIS_CERT_PATH, AURALIS_SSL_CERT_PATH",
    "AURALIS_CONTROL_TOKEM, AURALIS_CONTROL_TOKEN",
    "auralis_prot, AURALIS_PORT",
    "AURALIS_CORS_ORIGIN, AURALIS_CORS_ORIGINS",
    "AURALIS_MAXCLIENTS, AURALIS_MAX_CLIENTS",
    "AURALIS_PORT_, AURALIS_PORT",
    "AURALIS_STATIONS_X_TITEL, AURALIS_STATIONS_X_TITLE",
    "AURALIS_STATIONS_DEEP_SLEEP_PRESETS, AURALIS_STATIONS_DEEP_SLEEP_PRESET",
    "AURALIS_STATIONS_X_TEMPO_BMP, AURALIS_STATIONS_X_TEMPO_BPM",
    "AURALIS_STATION_DEEP_TITLE, AURALIS_STATIONS_DEEP_TITLE",
    "AURALIS_STATIONS_TITLE, AURALIS_STATIONS_NAME_TITLE",
    "AURALIS_STATIONS__TITLE, AURALIS_STATIONS_NAME_TITLE",
    "AURALIS_STATIONS_LOAD_PERCENT, AURALIS_STATION_LOAD_PERCENT",
    "AURALIS_STATION_LINGER_SECS, AURALIS_STATION_LINGER_SEC",
    "AURALIS_STATION_EPOC, AURALIS_STATION_EPOCH"
  })
  void aNameThatNothingReadsIsToldWithTheNearestOne(String name, String nearest) {
    assertThat(UnknownSettings.amongVariables(Map.of(name, "secret"), ".env"))
        .containsExactly(
            name + " in .env is no setting, and nothing reads it; the nearest one is " + nearest);
  }

  @Test
  void namesThatAreReadAndThoseOfOthersAreNotTold() {
    Map<String, String> variables = new HashMap<>();
    Setting.all().forEach(setting -> variables.put(setting.variable(), ""));
    Setting.ofStation("deep-sleep").forEach(field -> variables.put(field.variable(), ""));
    variables.put("auralis_port", "1");
    variables.put("auralis_stations_x_title", "1");
    variables.put("AURAL", "1");
    variables.put("PATH", "/bin");

    assertThat(UnknownSettings.amongVariables(variables, "the environment")).isEmpty();
  }

  @Test
  void whatKubernetesSetsForAServiceIsNotTold() {
    Map<String, String> variables = new HashMap<>();
    for (String service : List.of("AURALIS", "AURALIS_RADIO", "AURALIS_STATIONS_X")) {
      variables.put(service + "_SERVICE_HOST", "10.0.0.1");
      variables.put(service + "_SERVICE_PORT", "8000");
      variables.put(service + "_SERVICE_PORT_HTTP", "8000");
      variables.put(service + "_PORT", "tcp://10.0.0.1:8000");
      variables.put(service + "_PORT_8000_TCP", "tcp://10.0.0.1:8000");
      variables.put(service + "_PORT_8000_TCP_ADDR", "10.0.0.1");
    }

    assertThat(UnknownSettings.amongVariables(variables, "the environment")).isEmpty();

    // Alone, that is nothing of Kubernetes.
    assertThat(UnknownSettings.amongVariables(Map.of("AURALIS_HTTP_PORT", "80"), "the environment"))
        .hasSize(1);
  }

  @Test
  void keysOfFilesAreToldInTheirOwnNotation() {
    String file = Path.of("config/application.yaml").toAbsolutePath().toUri().toString();
    assertThat(
            UnknownSettings.amongSources(
                List.of(
                    new YamlConfigSource(
                        "YamlConfigSource[source=" + file + "]",
                        """
                        auralis:
                          default-bmp: 90
                          defaultKey: A minor
                          cors-origins: [https://one.example, https://two.example]
                          port: 8000
                          stations: {deep-sleep: {titel: Deep, title: [a, b], seed: {a: 1}}}
                          stations.deep.title: Deep
                        AURALIS_PORT: 9000
                        auralis.seed: 1
                        "%dev":
                          auralis: {sed: 1}
                        """),
                    new PropertiesConfigSource(Map.of("auralis.prot", "1", "other", "2"), "x", 1))))
        .containsExactly(
            "\"auralis.seed\" in config/application.yaml is no setting, and nothing reads it; the"
                + " nearest one is auralis.seed",
            "AURALIS_PORT in config/application.yaml is no setting, and nothing reads it; the"
                + " nearest one is auralis.port",
            "auralis.\"stations.deep.title\" in config/application.yaml is no setting, and nothing"
                + " reads it; the nearest one is auralis.stations.deep.title",
            "auralis.default-bmp in config/application.yaml is no setting, and nothing reads it;"
                + " the nearest one is auralis.default-bpm",
            "auralis.defaultKey in config/application.yaml is no setting, and nothing reads it; the"
                + " nearest one is auralis.default-key",
            "auralis.sed in config/application.yaml is no setting, and nothing reads it; the"
                + " nearest one is auralis.seed",
            "auralis.stations.deep-sleep.seed.a in config/application.yaml is no setting, and"
                + " nothing reads it; the nearest one is auralis.stations.deep-sleep.seed",
            "auralis.stations.deep-sleep.titel in config/application.yaml is no setting, and"
                + " nothing reads it; the nearest one is auralis.stations.deep-sleep.title",
            "auralis.prot in x is no setting, and nothing reads it; the nearest one is"
                + " auralis.port");
  }

  @ParameterizedTest
  @CsvSource({"bpm, bmp, 1", "port, prot, 1", "a, b, 1", "ab, a, 1", "'', abc, 3", "abc, abc, 0"})
  void theDistanceCountsSteps(String from, String to, int steps) {
    assertThat(UnknownSettings.distance(from, to)).isEqualTo(steps);
    assertThat(UnknownSettings.distance(to, from)).isEqualTo(steps);
  }
}
