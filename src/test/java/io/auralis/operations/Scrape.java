package io.auralis.operations;

import static io.restassured.RestAssured.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scrape of the metrics says, in Prometheus' text format. */
record Scrape(List<Sample> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line of it. */
  record Sample(String metric, Map<String, String> labels, double value) {}

  static Scrape of(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
      }
    }
    return new Scrape(samples);
  }

  /** What the running service tells. */
  static Scrape now() {
    return of(when().get("/q/metrics").then().statusCode(200).extract().asString());
  }

  /** A value of the running service, at this moment. */
  static double read(String metric, String... labels) {
    return now().value(metric, labels);
  }

  /** The sum of all samples of a metric that have these labels: name, value, name, value. */
  double value(String metric, String... labels) {
    List<Sample> found =
        samples.stream()
            .filter(sample -> sample.metric.equals(metric) && has(sample.labels, labels))
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError("no sample of " + metric + " with " + String.join(" ", labels));
    }
    return found.stream().mapToDouble(Sample::value).sum();
  }

  /** Names of labels, by metric. */
  Map<String, Set<String>> labelNames() {
    Map<String, Set<String>> names = new TreeMap<>();
    samples.forEach(
        sample ->
            names
                .computeIfAbsent(sample.metric, metric -> new TreeSet<>())
                .addAll(sample.labels.keySet()));
    return names;
  }

  private static boolean has(Map<String, String> labels, String... wanted) {
    for (int i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(labels.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }
}
