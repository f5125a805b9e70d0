package io.auralis.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as Prometheus' own tool reads them; skipped where there is none. */
class AlertsTest {

  private static final Path ALERTS = Watching.FILES.resolve("alerts.yaml").toAbsolutePath();
  private static final Path PROMETHEUS = Path.of("deploy/prometheus");
  private static final String NEVER = "vector(0) > 1";
  private static final String ALWAYS = "label_replace(vector(1), \"instance\", \"b\", \"\", \"\")";

  /** An expression, also one of several lines. */
  private static final Pattern EXPRESSION =
      Pattern.compile("^ {8}expr:.*(\\n {10}.*)*", Pattern.MULTILINE);

  @TempDir Path directory;

  @Test
  void prometheusAcceptsTheAlertsAndItsConfiguration() throws Exception {
    Path configuration = directory.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        Files.readString(PROMETHEUS.resolve("prometheus.yml"))
            .replace("/etc/prometheus/alerts.yaml", ALERTS.toString()));

    Answer answer = promtool("check", "config", configuration.toString());

    assertThat(answer.text()).contains(Watching.alerts().findValues("alert").size() + " rules");
    assertThat(answer.code()).as(answer.text()).isZero();
  }

  @Test
  void everyAlertFiresWhenItShouldAndIsQuietOtherwise() throws Exception {
    Answer answer =
        promtool(
            "test", "rules", PROMETHEUS.resolve("alerts.test.yaml").toAbsolutePath().toString());

    assertThat(answer.code()).as(answer.text()).isZero();
  }

  @Test
  void theTestsNoticeAnAlertThatNeverFiresAndOneThatAlwaysDoes() throws Exception {
    String alerts = Files.readString(ALERTS);
    String tests =
        Files.readString(PROMETHEUS.resolve("alerts.test.yaml"))
            .replace("../../helm/auralis/files/", "");
    Path rules = directory.resolve("alerts.yaml");
    Path copy = Files.writeString(directory.resolve("copy.test.yaml"), tests);

    for (String expression : List.of(NEVER, ALWAYS)) {
      Files.writeString(
          rules, EXPRESSION.matcher(alerts).replaceAll("        expr: " + expression));
      assertThat(promtool("check", "rules", rules.toString()).code()).isZero();

      Answer answer = promtool("test", "rules", copy.toString());

      assertThat(answer.code()).isEqualTo(1);
      for (JsonNode alert : Watching.alerts().findValues("alert")) {
        assertThat(answer.text())
            .as("%s: %s", alert.asText(), expression)
            .contains("alertname: " + alert.asText() + ",");
      }
    }
  }

  @Test
  void theAutoscalerGetsTheListenersOfAllKindsOfStations() throws Exception {
    Path test =
        Files.writeString(
            directory.resolve("adapter.test.yaml"),
            String.format(
                Locale.ROOT,
                """
                tests:
                  - input_series:
                      - series: auralis_listeners{namespace="audio", pod="a", kind="shared"}
                        values: 30
                      - series: auralis_listeners{namespace="audio", pod="a", kind="personal"}
                        values: 12
                      - series: auralis_listeners{namespace="audio", pod="b", kind="shared"}
                        values: 5
                      - series: auralis_listeners{namespace="audio", pod="b", kind="personal"}
                        values: 0
                      - series: auralis_listeners{namespace="other", pod="a", kind="shared"}
                        values: 100
                    promql_expr_test:
                      - expr: '%s'
                        eval_time: 0
                        exp_samples:
                          - labels: '{pod="a"}'
                            value: 42
                          - labels: '{pod="b"}'
                            value: 5
                """,
                Watching.listenersOfPods("a|b")));

    Answer answer = promtool("test", "rules", test.toString());

    assertThat(answer.code()).as(answer.text()).isZero();
  }

  private record Answer(int code, String text) {}

  private static Answer promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("promtool is not installed; Debian has it in the package prometheus");
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), text);
  }
}
