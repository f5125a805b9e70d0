package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.config.AuralisConfig;
import io.auralis.config.ControlMode;
import io.auralis.config.LiteralValues;
import io.auralis.config.SettingValues;
import io.auralis.config.SharedStation;
import io.auralis.config.SharedStations;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The stations of the values are those that the service reads. */
class StationValuesTest {

  @Test
  void aStationOfTheExampleReachesTheServiceAsItIs() {
    List<SharedStation> stations =
        stations(RenderedChart.of("custom"), Map.of("AURALIS_CONTROL_TOKEN", "example"));

    assertThat(stations)
        .extracting(SharedStation::name)
        .containsExactly("main", "deep-sleep", "plain");
    assertThat(stations.get(1))
        .isEqualTo(
            new SharedStation(
                "deep-sleep",
                "Deep sleep",
                Optional.of("sleep"),
                new GenerationParameters(Key.F_MAJOR, new Tempo(42), 0.1, Optional.of(Mode.MAJOR)),
                OptionalLong.of(9007199254740993L),
                true,
                ControlMode.TOKEN));
    assertThat(stations.get(2).title()).isEqualTo("plain");
  }

  @Test
  void digitsAndTextsStayAndNullIsLeftOut() {
    Map<String, String> variables =
        render(
                """
                stations:
                  a-b: {title: '${x}$$\\u00e4 {{ .Values }} "q"', seed: 1234567, intensity: 0.000012}
                  c: {bpm: 60, title: null, seed: null, effects: false}
                  d: null
                  e: {title: null}
                """)
            .only(ConfigMap.class)
            .getData();

    Map<String, String> expected = new HashMap<>();
    expected.put("AURALIS_STATIONS_A_B_TITLE", "${x}$$\\u00e4 {{ .Values }} \"q\"");
    expected.put("AURALIS_STATIONS_A_B_SEED", "1234567");
    expected.put("AURALIS_STATIONS_A_B_INTENSITY", "0.000012");
    expected.put("AURALIS_STATIONS_C_TITLE", "c");
    expected.put("AURALIS_STATIONS_C_BPM", "60");
    expected.put("AURALIS_STATIONS_C_EFFECTS", "false");
    expected.put("AURALIS_STATIONS_E_TITLE", "e");
    Map<String, String> ofStations = new HashMap<>(variables);
    ofStations.keySet().removeIf(variable -> !variable.startsWith("AURALIS_STATIONS_"));
    assertThat(ofStations).isEqualTo(expected);
  }

  @Test
  void theSettingsOfPersonalStationsAreEntriesOfConfig() {
    assertThat(
            render("config: {AURALIS_MAX_STATIONS: 0, AURALIS_STATION_LOAD_PERCENT: 95}")
                .only(ConfigMap.class)
                .getData())
        .containsEntry("AURALIS_MAX_STATIONS", "0")
        .containsEntry("AURALIS_STATION_LOAD_PERCENT", "95")
        .doesNotContainKey("AURALIS_STATION_LINGER_SEC");
  }

  private static RenderedChart render(String values) {
    return new RenderedChart(KubernetesModel.read(RenderedChart.manifests(values)));
  }

  private static List<SharedStation> stations(RenderedChart chart, Map<String, String> secrets) {
    Map<String, String> environment = new HashMap<>(chart.only(ConfigMap.class).getData());
    environment.putAll(secrets);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withInterceptors(new LiteralValues(), new SettingValues())
            .withMapping(AuralisConfig.class)
            .withSources(new EnvConfigSource(environment, 300))
            .build();
    return SharedStations.of(config, config.getConfigMapping(AuralisConfig.class));
  }
}
