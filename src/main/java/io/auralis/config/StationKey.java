package io.auralis.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a name in a source of settings says of a shared station.
 *
 * @param station the station's name, which may be a wrong one
 * @param field the field, which may be one that does not exist
 */
record StationKey(String station, String field) {

  /** What the names of all fields of stations begin with, but for those of variables. */
  static final String PREFIX = Setting.PREFIX + "stations.";

  /** What the variables of all fields of stations begin with. */
  static final String VARIABLE_PREFIX = Setting.VARIABLE_PREFIX + "STATIONS_";

  /** In files a name with a dot in it stands in quotes; they stay, because it is a wrong one. */
  private static final Pattern PROPERTY =
      Pattern.compile(Pattern.quote(PREFIX) + "(\"[^\"]*\"|[^.\"]+)\\.(.+)", Pattern.DOTALL);

  private static final Pattern VARIABLE =
      Pattern.compile(Pattern.quote(VARIABLE_PREFIX) + "(.+)_([^_]+)", Pattern.DOTALL);

  /** What a variable cannot have in its name, and SmallRye Config puts there again. */
  private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[.\"\\-\\[\\]]");

  /** From a name like {@code auralis.stations.deep-sleep.title}; empty for any other. */
  static Optional<StationKey> ofProperty(String property) {
    if (!property.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Matcher matcher = PROPERTY.matcher(property);
    return matcher.matches()
        ? Optional.of(new StationKey(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /**
   * From a name like {@code AURALIS_STATIONS_DEEP_SLEEP_TITLE}; empty for any other. Behind the
   * last underscore stands the field. Each underscore before it is a hyphen of the station's name,
   * because names have no underscores. Case does not matter.
   */
  static Optional<StationKey> ofVariable(String variable) {
    String plain = NOT_IN_VARIABLES.matcher(variable).replaceAll("_").toUpperCase(Locale.ROOT);
    Matcher matcher = VARIABLE.matcher(plain);
    return matcher.matches()
        ? Optional.of(
            new StationKey(
                matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-'),
                matcher.group(2).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** Whether there is such a field; of the station's name it says nothing. */
  boolean isField() {
    return Setting.STATION_FIELDS.containsKey(field);
  }
}
