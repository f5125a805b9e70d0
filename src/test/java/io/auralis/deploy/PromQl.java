package io.auralis.deploy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query asks for, as far as a test needs it: metrics and the labels that select them. */
record PromQl(String query) {

  private static final Set<String> WORDS =
      Set.of("by", "without", "on", "ignoring", "and", "or", "unless", "bool", "offset");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern METRIC =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*})?(?!\\s*\\()(?![a-zA-Z0-9_:])");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

  /** The labels that are asked for, with their values, by metric. */
  Map<String, Map<String, String>> metrics() {
    Map<String, Map<String, String>> metrics = new LinkedHashMap<>();
    String bare = GROUPING.matcher(query.replaceAll("\\[[^]]*]", "")).replaceAll("");
    Matcher metric = METRIC.matcher(bare);
    while (metric.find()) {
      if (WORDS.contains(metric.group(1))) {
        continue;
      }
      Map<String, String> labels =
          metrics.computeIfAbsent(metric.group(1), m -> new LinkedHashMap<>());
      if (metric.group(2) != null) {
        Matcher label = LABEL.matcher(metric.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
      }
    }
    return metrics;
  }

  /** The labels that are grouped by. */
  Set<String> groupings() {
    Set<String> labels = new LinkedHashSet<>();
    Matcher grouping = GROUPING.matcher(query);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",")) {
        labels.add(label.strip());
      }
    }
    return labels;
  }

  /** Whether each bracket is closed by its own kind. */
  boolean balanced() {
    StringBuilder open = new StringBuilder();
    for (char c : query.replaceAll("\"[^\"]*\"", "").toCharArray()) {
      if ("([{".indexOf(c) >= 0) {
        open.append(")]}".charAt("([{".indexOf(c)));
      } else if (")]}".indexOf(c) >= 0) {
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != c) {
          return false;
        }
        open.setLength(last);
      }
    }
    return open.isEmpty();
  }
}
