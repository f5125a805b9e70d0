package io.auralis.manual;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.chart.SettingsSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Whoever follows the documents literally finds what they name. */
@QuarkusTest
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern PROFILE = Pattern.compile("mvnw(?:\\.cmd)?[^`#\\n]* -P([a-z-]+)");
  private static final Pattern PROPERTY = Pattern.compile("mvnw[^`#\\n]* -D([a-zA-Z.-]+)");
  private static final Pattern SETTING = Pattern.compile("\\bAURALIS_[A-Z_]+\\b");
  private static final Pattern ENDPOINT =
      Pattern.compile("(?:`|`[A-Z]+ |localhost:8000)(/(?:q|api|ws)/[a-z0-9/_-]+)");
  private static final Pattern FILE =
      Pattern.compile("(?: -f | -jar |`)([\\w./-]+/[\\w.-]+\\.\\w+|Dockerfile\\.\\w+)");
  private static final Pattern CHART_VALUE =
      Pattern.compile("(?:`|--set )([a-z]\\w*(?:\\.[A-Za-z]\\w*)+)");

  /** Properties that Maven, its plugins or Quarkus know. */
  private static final Set<String> PROPERTIES_OF_OTHERS =
      Set.of("skipTests", "native", "quarkus.native.container-build", "test", "it.test");

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Map.Entry<Path, String> document : documents().entrySet()) {
      for (String link : found(LINK, document.getValue())) {
        if (link.startsWith("http")) {
          continue;
        }
        String[] parts = link.split("#", 2);
        Path target =
            parts[0].isEmpty()
                ? document.getKey()
                : document.getKey().resolveSibling(parts[0]).normalize();
        assertThat(target).describedAs("%s in %s", link, document.getKey()).exists();
        if (parts.length == 2) {
          assertThat(anchors(Files.readString(target)))
              .describedAs("%s in %s", link, document.getKey())
              .contains(parts[1]);
        }
      }
    }
  }

  @Test
  void commandsNameProfilesPropertiesAndFilesThatExist() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (Map.Entry<Path, String> document : documents().entrySet()) {
      String place = document.getKey().toString();
      assertThat(found(PROFILE, document.getValue()))
          .describedAs(place)
          .allMatch(profile -> pom.contains("<id>" + profile + "</id>"));
      assertThat(found(PROPERTY, document.getValue()))
          .describedAs(place)
          .allMatch(
              property ->
                  PROPERTIES_OF_OTHERS.contains(property) || pom.contains("<" + property + ">"));
      assertThat(found(FILE, document.getValue()))
          .describedAs(place)
          .filteredOn(file -> !file.matches("(?:target/|logs/|config/|/).*"))
          .allMatch(
              file ->
                  Files.exists(Path.of(file))
                      || Files.exists(document.getKey().resolveSibling(file).normalize()));
    }
    assertThat(found(FILE, Files.readString(Path.of("docs/operations.md"))))
        .contains("Dockerfile.jvm", "Dockerfile.native", "deploy/compose.yaml");
  }

  @Test
  void settingsThatAreNamedExist() throws IOException {
    Set<String> known =
        SettingsSchema.settings().stream()
            .map(SettingsSchema::variable)
            .collect(Collectors.toSet());
    for (Map.Entry<Path, String> document : documents().entrySet()) {
      // Decisions also tell of what was considered; a name may stand for several.
      if (!document.getKey().toString().contains("decisions")) {
        assertThat(found(SETTING, document.getValue()))
            .describedAs(document.getKey().toString())
            .filteredOn(name -> !name.endsWith("_"))
            // Settings of a shared station have its name in theirs.
            .filteredOn(name -> !name.startsWith("AURALIS_STATIONS_"))
            .allMatch(known::contains);
      }
    }
  }

  @Test
  void endpointsThatAreNamedAnswer() throws IOException {
    Set<String> endpoints = new TreeSet<>();
    for (String document : documents().values()) {
      endpoints.addAll(found(ENDPOINT, document));
    }
    // The root of the API is named, but nothing is there.
    endpoints.remove("/api/v1");
    assertThat(endpoints).contains("/q/health/ready", "/q/metrics", "/api/v1/control");
    for (String endpoint : endpoints) {
      assertThat(given().get(endpoint).statusCode()).describedAs(endpoint).isNotEqualTo(404);
    }
  }

  @Test
  void valuesOfTheChartThatAreNamedExist() throws IOException {
    Map<String, Object> values =
        new Yaml().load(Files.readString(Path.of("helm/auralis/values.yaml")));
    String manual = Files.readString(Path.of("docs/operations.md"));
    List<String> named = new ArrayList<>();
    for (String value :
        found(CHART_VALUE, manual + documents().get(Path.of("helm/auralis/README.md")))) {
      if (values.containsKey(value.substring(0, value.indexOf('.')))) {
        named.add(value);
        assertThat(has(values, value)).describedAs(value).isTrue();
      }
    }
    assertThat(named).contains("image.tag", "prometheusRule.enabled");
    // Values that a newer chart brings are missing from those of the release before.
    assertThat(manual).contains("helm upgrade").doesNotContain("--reuse-values");
  }

  private static boolean has(Map<?, ?> values, String path) {
    Object value = values;
    for (String name : path.split("\\.")) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
        // A map that is empty by default takes any name.
        return value instanceof Map<?, ?> map && map.isEmpty();
      }
      value = map.get(name);
    }
    return true;
  }

  private static Map<Path, String> documents() throws IOException {
    Map<Path, String> documents = new TreeMap<>();
    List<Path> files =
        new ArrayList<>(List.of(Path.of("README.md"), Path.of("helm/auralis/README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
    }
    for (Path file : files) {
      documents.put(file, Files.readString(file));
    }
    return documents;
  }

  /** The names that headings get. */
  private static Set<String> anchors(String document) {
    return document
        .lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }
}
