package io.auralis.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alerts and the dashboard. */
final class Watching {

  static final Path FILES = Path.of("helm/auralis/files");

  private Watching() {}

  static JsonNode alerts() throws IOException {
    return yaml(FILES.resolve("alerts.yaml"));
  }

  /** A YAML file in which no key may be there twice. */
  static JsonNode yaml(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object content = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    return new ObjectMapper().valueToTree(content);
  }

  /** What the autoscaler's adapter asks of each pod, as it fills its template in. */
  static String listenersOfPods(String pods) throws IOException {
    JsonNode rules = yaml(Path.of("deploy/prometheus/adapter.yaml")).path("rules").path("custom");
    String series = rules.path(0).path("seriesQuery").asText();
    return rules
        .path(0)
        .path("metricsQuery")
        .asText()
        .replace("<<.Series>>", series.substring(0, series.indexOf('{')))
        .replace("<<.LabelMatchers>>", "namespace=\"audio\",pod=~\"" + pods + "\"")
        .replace("<<.GroupBy>>", "pod");
  }

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile());
  }

  /** All queries, by what asks them. */
  static Map<String, PromQl> queries() throws IOException {
    Map<String, PromQl> queries = new LinkedHashMap<>();
    for (JsonNode rule : alerts().path("groups").path(0).path("rules")) {
      queries.put("alert " + rule.path("alert").asText(), new PromQl(rule.path("expr").asText()));
    }
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.put(
            String.format(
                Locale.ROOT,
                "panel %s, %s",
                panel.path("title").asText(),
                target.path("refId").asText()),
            new PromQl(target.path("expr").asText()));
      }
    }
    return queries;
  }
}
