package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting reaches the pod with the characters that stand in the values. */
class SettingsAsTypedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AURALIS_SEED                    | 1234567            | 1234567
          AURALIS_SEED                    | 100000000          | 100000000
          AURALIS_SEED                    | -20261125          | -20261125
          AURALIS_SEED                    | 0                  | 0
          AURALIS_SEED                    | 1.0e+6             | 1000000
          AURALIS_SEED                    | 9007199254740991   | 9007199254740991
          AURALIS_SEED                    | "9007199254740993" | 9007199254740993
          AURALIS_SEED                    | "007"              | 007
          AURALIS_MAX_CLIENTS             | 100000             | 100000
          AURALIS_DEFAULT_BPM             | 70                 | 70
          AURALIS_DEFAULT_INTENSITY       | 0.1                | 0.1
          AURALIS_DEFAULT_INTENSITY       | 0.3333333333333333 | 0.3333333333333333
          AURALIS_DEFAULT_INTENSITY       | 0.000012           | 0.000012
          AURALIS_DEFAULT_INTENSITY       | 1                  | 1
          AURALIS_BUFFER_CAPACITY_SEC     | 2.50               | 2.5
          AURALIS_ENABLE_OPUS             | true               | true
          AURALIS_ENABLE_EFFECTS          | false              | false
          AURALIS_MODEL_DIR               | "1e6"              | 1e6
          AURALIS_MODEL_DIR               | '${x}$$\\u00e4ä'    | ${x}$$\\u00e4ä
          """)
  void numbersSwitchesAndTextsKeepTheirDigits(String variable, String typed, String expected) {
    String values =
        """
        config: {%s: %s}
        secretConfig: {values: {%s: %s}}
        """;
    RenderedChart chart =
        render(String.format(Locale.ROOT, values, variable, typed, variable, typed));

    assertThat(chart.only(Secret.class).getStringData()).containsEntry(variable, expected);
    assertThat(chart.only(ConfigMap.class).getData()).containsEntry(variable, expected);
  }

  @Test
  void aVariableOfOnesOwnKeepsItsDigitsToo() {
    RenderedChart chart =
        render(
            """
            extraEnv:
              - {name: A, value: 1234567}
              - {name: B, value: 0.25}
              - {name: C, value: true}
              - {name: D, value: "0042"}
              - {name: E, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            """);

    assertThat(chart.container().getEnv())
        .extracting(EnvVar::getValue)
        .containsExactly("1234567", "0.25", "true", "0042", null);
  }

  @Test
  void anOptionOfTheCommandLineKeepsItsDigitsToo() {
    RenderedChart chart =
        RenderedChart.of(
            "minimal",
            Map.of(
                "config.AURALIS_SEED", "1234567",
                "secretConfig.values.AURALIS_SEED", "20261125",
                "shutdown.gracePeriodSeconds", "600"));

    assertThat(chart.only(ConfigMap.class).getData()).containsEntry("AURALIS_SEED", "1234567");
    assertThat(chart.only(Secret.class).getStringData()).containsEntry("AURALIS_SEED", "20261125");
  }

  /** Helm reads it as 9007199254740992: the pods would play another seed than was asked for. */
  @Test
  void aNumberThatYamlCannotCarryIsRefused() {
    assertThatThrownBy(() -> RenderedChart.manifests("config: {AURALIS_SEED: 9007199254740993}"))
        .hasMessageContaining("AURALIS_SEED");
  }

  @Test
  void aTokenIsLiteral() {
    String token = "${x}$$\\u00e4\u00e4 {{ .Release.Name }} $(HOME)";

    String manifests =
        RenderedChart.manifests(
            List.of(
                Map.of("secretConfig", Map.of("values", Map.of("AURALIS_CONTROL_TOKEN", token)))));

    assertThat(
            new RenderedChart(KubernetesModel.read(manifests)).only(Secret.class).getStringData())
        .containsEntry("AURALIS_CONTROL_TOKEN", token);
  }

  private static RenderedChart render(String values) {
    return new RenderedChart(KubernetesModel.read(RenderedChart.manifests(values)));
  }
}
