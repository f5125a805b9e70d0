package io.auralis.deploy;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for what the running service tells, and for nothing else. */
@QuarkusTest
class MetricsExistTest {

  /** Prometheus adds them to whatever it scrapes. */
  private static final Set<String> ADDED_LABELS = Set.of("job", "instance");

  private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TestHTTPResource("/")
  URI server;

  @Test
  void everyQueryAsksForMetricsAndLabelsThatExist() throws Exception {
    // Given: a service that has been listened to, and whose collector has run
    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(3);
    }
    System.gc();
    await().until(() -> scrape().containsKey("jvm_gc_pause_seconds_sum"));
    Map<String, Map<String, Set<String>>> told = scrape();
    told.put("up", new TreeMap<>());

    // Then
    Watching.queries()
        .forEach(
            (place, query) -> {
              assertThat(query.balanced()).describedAs(place).isTrue();
              assertThat(query.metrics()).describedAs(place).isNotEmpty();
              Set<String> labels = new HashSet<>(ADDED_LABELS);
              query
                  .metrics()
                  .forEach(
                      (metric, selected) -> {
                        assertThat(told).describedAs(place).containsKey(metric);
                        labels.addAll(told.get(metric).keySet());
                        selected.forEach(
                            (label, value) -> {
                              if (!ADDED_LABELS.contains(label)) {
                                assertThat(told.get(metric))
                                    .describedAs("%s, %s", place, metric)
                                    .containsKey(label);
                                assertThat(told.get(metric).get(label))
                                    .describedAs("%s, %s", place, metric)
                                    .contains(value.split("\\|"));
                              }
                            });
                      });
              assertThat(labels).describedAs(place).containsAll(query.groupings());
            });
  }

  @Test
  void theAutoscalerSumsTheListenersOfEachKindOfStation() throws Exception {
    PromQl query = new PromQl(Watching.listenersOfPods("a"));

    assertThat(query.balanced()).isTrue();
    assertThat(query.metrics()).containsOnlyKeys("auralis_listeners");
    assertThat(query.query()).startsWith("sum(");
    assertThat(query.groupings()).containsExactly("pod");
    assertThat(scrape().get("auralis_listeners"))
        .as("the adapter's rule and docs name them")
        .isEqualTo(Map.of("kind", Set.of("shared", "personal")));
  }

  @Test
  void synthesisTimesAreAHistogramOfTheTierThatPlays() {
    await().until(() -> scrape().containsKey("auralis_synthesis_seconds_bucket"));

    Map<String, Set<String>> labels = scrape().get("auralis_synthesis_seconds_bucket");
    assertThat(labels.get("tier")).containsExactly("cpu");
    assertThat(labels.get("le")).contains("2.5E-4", "0.1", "+Inf").hasSize(11);
    assertThat(scrape()).containsKeys("auralis_synthesis_degraded", "auralis_listeners_limit");
  }

  @Test
  void queriesAreReadAsPrometheusReadsThem() {
    PromQl query =
        new PromQl(
            "histogram_quantile(0.5, sum by (le, tier) (rate(a_bucket{x=\"1\", y=~\"$z\"}[5m])))"
                + " / (sum without (q) (b) + 0.001) > 0 and on (le) c == 1");

    assertThat(query.metrics())
        .isEqualTo(Map.of("a_bucket", Map.of("x", "1", "y", "$z"), "b", Map.of(), "c", Map.of()));
    assertThat(query.groupings()).containsExactly("le", "tier", "q");
    assertThat(query.balanced()).isTrue();
    assertThat(List.of("sum(a", "a)", "sum(a]", "a{"))
        .noneMatch(broken -> new PromQl(broken).balanced());
  }

  /** What the service tells: values of labels, by metric. */
  private static Map<String, Map<String, Set<String>>> scrape() {
    Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
    String text = when().get("/q/metrics").then().statusCode(200).extract().asString();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        Map<String, Set<String>> labels =
            metrics.computeIfAbsent(sample.group(1), metric -> new TreeMap<>());
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
          labels.computeIfAbsent(label.group(1), it -> new TreeSet<>()).add(label.group(2));
        }
      }
    }
    return metrics;
  }
}
