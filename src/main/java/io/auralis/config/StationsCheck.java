package io.auralis.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares the shared stations of the configuration with what is allowed. */
final class StationsCheck {

  private StationsCheck() {}

  /**
   * All that is wrong with the stations, a line each.
   *
   * @param values the value of a name like {@code auralis.stations.deep-sleep.bpm}
   * @param now what the machine's clock says
   */
  static List<String> problems(
      StationNames found, Function<String, Optional<String>> values, Instant now) {
    List<String> problems = new ArrayList<>();
    found.wrong().entrySet().stream().map(StationNames::refused).forEach(problems::add);
    Set<String> configured = configured(found, values);
    if (configured.size() > SharedStations.LIMIT) {
      problems.add(
          String.format(
              Locale.ROOT,
              "auralis.stations=%d stations is not allowed: it must be at most %d stations, %s among"
                  + " them",
              configured.size(),
              SharedStations.LIMIT,
              SharedStations.MAIN));
      // A hundred lines more would hide that one.
      return problems;
    }
    for (String name : configured) {
      for (Setting field : Setting.ofStation(name)) {
        value(field, values)
            .flatMap(
                value -> field.problem(value, now).or(() -> tokenMissing(field, value, values)))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** The stations that have a value, and {@code main}. */
  static Set<String> configured(StationNames found, Function<String, Optional<String>> values) {
    Set<String> configured = new TreeSet<>();
    configured.add(SharedStations.MAIN);
    for (String name : found.names()) {
      if (Setting.ofStation(name).stream().anyMatch(field -> value(field, values).isPresent())) {
        configured.add(name);
      }
    }
    return configured;
  }

  /** Without space around it; nothing for an empty one. */
  private static Optional<String> value(Setting field, Function<String, Optional<String>> values) {
    return values
        .apply(field.property())
        .map(SettingValues::trimmed)
        .filter(value -> !value.isEmpty());
  }

  private static Optional<String> tokenMissing(
      Setting field, String value, Function<String, Optional<String>> values) {
    boolean needsToken =
        field.property().endsWith(".control") && value.equals(ControlMode.TOKEN.word());
    return needsToken
            && values
                .apply("auralis.control-token")
                .map(SettingValues::trimmed)
                .orElse("")
                .isEmpty()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s=%s needs AURALIS_CONTROL_TOKEN: the token that a control must show",
                field.variable(),
                value))
        : Optional.empty();
  }
}
