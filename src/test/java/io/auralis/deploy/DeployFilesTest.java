package io.auralis.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files in {@code deploy/} can be read, and fit each other and the service. */
class DeployFilesTest {

  private static final Path DEPLOY = Path.of("deploy");
  private static final Pattern IMAGE = Pattern.compile("[a-z0-9./-]+:[\\w.-]*\\d[\\w.-]*");
  private static final Set<String> SEVERITIES = Set.of("critical", "warning");

  @Test
  void composeMountsFilesThatExistAndPinsItsImages() throws IOException {
    JsonNode services = Watching.yaml(DEPLOY.resolve("compose.yaml")).path("services");

    assertThat(services.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("auralis", "prometheus", "grafana", "nginx");
    Set<String> volumes = new HashSet<>();
    Watching.yaml(DEPLOY.resolve("compose.yaml"))
        .path("volumes")
        .fieldNames()
        .forEachRemaining(volumes::add);
    for (JsonNode service : services) {
      if (service.has("build")) {
        Path context = DEPLOY.resolve(service.path("build").path("context").asText());
        assertThat(context.resolve(service.path("build").path("dockerfile").asText())).exists();
      } else {
        assertThat(service.path("image").asText()).matches(IMAGE);
      }
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith(".")) {
          assertThat(DEPLOY.resolve(source)).exists();
        } else {
          assertThat(volumes).contains(source);
        }
      }
      for (JsonNode other : service.path("depends_on")) {
        assertThat(services.has(other.asText())).isTrue();
      }
    }
    JsonNode auralis = services.path("auralis");
    assertThat(auralis.path("read_only").asBoolean()).isTrue();
    assertThat(auralis.path("ports").path(0).asText()).endsWith(":8000");
  }

  @Test
  void theServiceBelievesTheComposeFilesNginxAndNobodyElse() throws IOException {
    JsonNode compose = Watching.yaml(DEPLOY.resolve("compose.yaml"));
    JsonNode services = compose.path("services");
    String nginx =
        services.path("nginx").path("networks").path("default").path("ipv4_address").asText();
    String subnet =
        compose
            .path("networks")
            .path("default")
            .path("ipam")
            .path("config")
            .path(0)
            .path("subnet")
            .asText();

    assertThat(
            services.path("auralis").path("environment").path("AURALIS_TRUSTED_PROXIES").asText())
        .isEqualTo(nginx);
    assertThat(subnet).endsWith(".0/24");
    assertThat(nginx).startsWith(subnet.substring(0, subnet.length() - "0/24".length()));
  }

  @Test
  void prometheusScrapesTheServiceUnderTheNameThatAlertsAskFor() throws IOException {
    JsonNode prometheus = Watching.yaml(DEPLOY.resolve("prometheus/prometheus.yml"));
    String compose = Files.readString(DEPLOY.resolve("compose.yaml"));

    JsonNode job = prometheus.path("scrape_configs").path(0);
    assertThat(job.path("job_name").asText()).isEqualTo("auralis");
    assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
    assertThat(job.path("static_configs").path(0).path("targets").path(0).asText())
        .isEqualTo("auralis:8000");
    for (JsonNode file : prometheus.path("rule_files")) {
      assertThat(compose).contains(":" + file.asText() + ":ro");
    }
    assertThat(compose).contains(":/etc/prometheus/prometheus.yml:ro");
  }

  @Test
  void grafanaFindsItsSourceAndTheDashboard() throws IOException {
    Path provisioning = DEPLOY.resolve("grafana/provisioning");
    JsonNode source =
        Watching.yaml(provisioning.resolve("datasources/prometheus.yaml"))
            .path("datasources")
            .path(0);
    JsonNode provider =
        Watching.yaml(provisioning.resolve("dashboards/auralis.yaml")).path("providers").path(0);

    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(Files.readString(DEPLOY.resolve("compose.yaml")))
        .contains(":" + provider.path("options").path("path").asText() + "/auralis.json:ro");
  }

  @Test
  void theDashboardIsWholeAndItsPanelsDoNotOverlap() throws IOException {
    JsonNode dashboard = Watching.dashboard();

    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("targets")).isNotEmpty();
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          String cell = (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
          assertThat(cells.add(cell)).describedAs(panel.path("title").asText()).isTrue();
        }
      }
    }
    assertThat(ids).hasSizeGreaterThan(15);
    assertThat(dashboard.path("uid").asText()).isEqualTo("auralis");
  }

  @Test
  void everyAlertSaysWhatItMeansAndTheManualWhatToDo() throws IOException {
    String manual = Files.readString(Path.of("docs/operations.md"));
    Set<String> names = new HashSet<>();
    for (JsonNode rule : Watching.alerts().path("groups").path(0).path("rules")) {
      String name = rule.path("alert").asText();
      assertThat(names.add(name)).describedAs(name).isTrue();
      assertThat(SEVERITIES).contains(rule.path("labels").path("severity").asText());
      assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
      assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
      assertThat(manual).contains("`" + name + "`");
    }
    Matcher documented = Pattern.compile("`(Auralis[A-Z]\\w+)`").matcher(manual);
    while (documented.find()) {
      assertThat(names).contains(documented.group(1));
    }
    assertThat(names).hasSizeGreaterThan(10);
  }

  @Test
  void nginxPassesWebSocketsOnAndBuffersNothing() throws IOException {
    List<String> directives = directives(Files.readString(DEPLOY.resolve("nginx.conf")));

    assertThat(directives)
        .contains(
            "http/server/location /ws/ proxy_http_version 1.1",
            "http/server/location /ws/ proxy_set_header Upgrade $http_upgrade",
            "http/server/location /ws/ proxy_set_header Connection $connection_upgrade",
            "http/server/location /ws/ proxy_buffering off",
            "http/server/location /ws/ proxy_read_timeout 1h",
            "http/server/location / proxy_buffering off",
            "http/server/location /q/ return 404",
            "http/upstream auralis server auralis:8000");
    for (String location : List.of("/ws/", "/")) {
      String set = "http/server/location " + location + " proxy_set_header ";
      assertThat(directives)
          .as("says who is asking from the connection alone")
          .contains(
              set + "Host $http_host",
              set + "X-Forwarded-For $remote_addr",
              set + "X-Forwarded-Host $http_host",
              set + "X-Forwarded-Proto $scheme",
              set + "X-Forwarded-Port ''",
              set + "X-Forwarded-Prefix ''",
              set + "X-Forwarded-Ssl ''",
              set + "Forwarded ''");
    }
    assertThat(directives)
        .filteredOn(it -> it.contains("proxy_pass"))
        .isNotEmpty()
        .allMatch(it -> it.endsWith("proxy_pass http://auralis"));
  }

  /** The directives of an nginx configuration with the blocks that they stand in. */
  private static List<String> directives(String configuration) {
    List<String> directives = new ArrayList<>();
    Deque<String> blocks = new ArrayDeque<>();
    Matcher part =
        Pattern.compile("#[^\\n]*|([^;{}#]+);|([^;{}#]+)\\{|(\\})").matcher(configuration);
    int end = 0;
    while (part.find()) {
      assertThat(configuration.substring(end, part.start())).isBlank();
      end = part.end();
      if (part.group(1) != null) {
        directives.add((String.join("/", blocks) + " " + words(part.group(1))).strip());
      } else if (part.group(2) != null) {
        blocks.addLast(words(part.group(2)));
      } else if (part.group(3) != null) {
        assertThat(blocks).isNotEmpty();
        blocks.removeLast();
      }
    }
    assertThat(configuration.substring(end)).isBlank();
    assertThat(blocks).isEmpty();
    return directives;
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
