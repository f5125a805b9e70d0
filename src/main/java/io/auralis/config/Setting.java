package io.auralis.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One setting as {@link AuralisConfig} defines it, or a field of a shared station as {@link
 * StationFields} does: its names, its default and what it allows. Immutable.
 *
 * <p>A native image knows the definitions' methods because they are registered here.
 */
@RegisterForReflection(targets = {AuralisConfig.class, StationFields.class})
final class Setting {

  /** What the names of all settings begin with, but for those of variables. */
  static final String PREFIX = "auralis.";

  /** What the names of all variables begin with. */
  static final String VARIABLE_PREFIX = "AURALIS_";

  /** The digits of other scripts are numbers to the JDK, but not to those who read a message. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]{1,400}([eE][+-]?[0-9]{1,4})?");

  /** What text becomes whose bytes are not in the charset that the JVM reads it in. */
  private static final char GARBLED = '\uFFFD';

  private static final int SHOWN = 200;

  private static final List<Setting> ALL = of(AuralisConfig.class);

  private static final Map<String, Setting> BY_PROPERTY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::property, Function.identity()));

  /** The definitions of a station's fields by name. */
  static final Map<String, Method> STATION_FIELDS =
      definitions(StationFields.class)
          .collect(Collectors.toUnmodifiableMap(Method::getName, Function.identity()));

  private final Method definition;
  private final SettingKind kind;
  private final String property;
  private final String variable;

  private Setting(Method definition, String prefix, String variablePrefix) {
    this.definition = definition;
    this.kind = SettingKind.of(definition);
    this.property = prefix + name("-");
    this.variable = variablePrefix + name("_").toUpperCase(Locale.ROOT);
  }

  /** All settings, by name. */
  static List<Setting> all() {
    return ALL;
  }

  /**
   * The settings that an interface defines.
   *
   * @throws IllegalStateException if one has a type that nobody checks
   */
  static List<Setting> of(Class<?> definitions) {
    return definitions(definitions)
        .map(method -> new Setting(method, PREFIX, VARIABLE_PREFIX))
        .toList();
  }

  /** The fields of a shared station, by name. */
  static List<Setting> ofStation(String station) {
    return STATION_FIELDS.values().stream()
        .map(field -> ofStation(station, field))
        .sorted(Comparator.comparing(Setting::property))
        .toList();
  }

  private static Setting ofStation(String station, Method field) {
    return new Setting(
        field,
        StationKey.PREFIX + station + ".",
        StationKey.VARIABLE_PREFIX + station.replace('-', '_').toUpperCase(Locale.ROOT) + "_");
  }

  private static Stream<Method> definitions(Class<?> definitions) {
    return Arrays.stream(definitions.getDeclaredMethods())
        .filter(method -> !method.isDefault() && !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName));
  }

  /**
   * The setting with a name like {@code auralis.default-bpm}, or the field of a station with one
   * like {@code auralis.stations.deep-sleep.bpm}; null if there is none.
   */
  static Setting named(String property) {
    Setting setting = BY_PROPERTY.get(property);
    return setting != null
        ? setting
        : StationKey.ofProperty(property)
            .filter(key -> key.isField() && StationNames.isAllowed(key.station()))
            .map(key -> ofStation(key.station(), STATION_FIELDS.get(key.field())))
            .orElse(null);
  }

  /** The name in files and as a system property, like {@code auralis.default-bpm}. */
  String property() {
    return property;
  }

  /** The name in the environment, like {@code AURALIS_DEFAULT_BPM}. */
  String variable() {
    return variable;
  }

  SettingKind kind() {
    return kind;
  }

  /** The value that counts if there is no other; null if there is none. */
  String standard() {
    WithDefault annotation = definition.getAnnotation(WithDefault.class);
    return annotation == null ? null : annotation.value();
  }

  /**
   * What is wrong with a value, as one line; nothing if it is allowed.
   *
   * @param value without space around it, not empty
   * @param now what the machine's clock says
   */
  Optional<String> problem(String value, Instant now) {
    if (value.indexOf(GARBLED) >= 0) {
      return Optional.of(refused(value, "text in UTF-8; its bytes are something else"));
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(refused(value, "one line without control characters"));
    }
    if (fits(value, now)) {
      return Optional.empty();
    }
    String problem = refused(value, allowed());
    return Optional.of(kind == SettingKind.TIME ? problem + clock(value, now) : problem);
  }

  /** The line that says that a value is not allowed, and what is. */
  String refused(String value, String allowed) {
    String shown = definition.isAnnotationPresent(Secret.class) ? "" : "=" + shown(value);
    return String.format(
        Locale.ROOT, "%s%s is not allowed: it must be %s", variable, shown, allowed);
  }

  /** On one line, and no longer than a line should be. */
  static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return value.codePointCount(0, value.length()) > SHOWN ? shown + "..." : shown.toString();
  }

  private String name(String separator) {
    return definition.getName().replaceAll("([A-Z])", separator + "$1").toLowerCase(Locale.ROOT);
  }

  private boolean fits(String value, Instant now) {
    Optional<List<String>> words = Words.of(definition);
    if (words.isPresent()) {
      return words.get().contains(value);
    }
    return switch (kind) {
      case TEXT -> {
        Form form = definition.getAnnotation(Form.class);
        Size size = definition.getAnnotation(Size.class);
        yield (form == null || form.value().fits(value))
            && (size == null || value.codePointCount(0, value.length()) <= size.max());
      }
      case FLAG ->
          value.equals("false")
              || value.equals("true") && !definition.isAnnotationPresent(NotBuilt.class);
      case TIME -> {
        Instant time = time(value);
        yield time != null && !time.isBefore(Instant.EPOCH) && !time.isAfter(now);
      }
      case INTEGER, LONG, DECIMAL -> isNumber(value);
    };
  }

  private boolean isNumber(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return false;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      if (kind != SettingKind.DECIMAL) {
        Long.parseLong(value);
      }
      return minimum().map(min -> number.compareTo(min) >= 0).orElse(true)
          && maximum().map(max -> number.compareTo(max) <= 0).orElse(true);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Instant time(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A moment that is yet to come is more often a clock that is wrong. */
  private static String clock(String value, Instant now) {
    Instant time = time(value);
    return time != null && time.isAfter(now)
        ? String.format(
            Locale.ROOT,
            ". The clock of this machine lies before it and says %s: set the clock, or an earlier"
                + " time",
            now)
        : "";
  }

  private String allowed() {
    Optional<List<String>> words = Words.of(definition);
    if (words.isPresent()) {
      return "one of " + String.join(", ", words.get());
    }
    return switch (kind) {
      case TEXT -> {
        Size size = definition.getAnnotation(Size.class);
        yield size == null
            ? definition.getAnnotation(Form.class).value().allowed()
            : String.format(Locale.ROOT, "a text of at most %d characters", size.max());
      }
      case FLAG -> {
        NotBuilt missing = definition.getAnnotation(NotBuilt.class);
        yield missing == null ? "true or false" : "false; " + missing.value();
      }
      case TIME -> "a time from 1970 to now, like 2026-01-31T00:00:00Z";
      case INTEGER, LONG -> range("a whole number");
      case DECIMAL -> range("a number");
    };
  }

  private String range(String number) {
    Optional<BigDecimal> minimum = minimum();
    Optional<BigDecimal> maximum = maximum();
    if (minimum.isPresent() && minimum.equals(maximum)) {
      return minimum.get() + "; this version supports no other value";
    }
    return minimum.isPresent() && maximum.isPresent()
        ? String.format(Locale.ROOT, "%s from %s to %s", number, minimum.get(), maximum.get())
        : number;
  }

  private Optional<BigDecimal> minimum() {
    Min whole = definition.getAnnotation(Min.class);
    DecimalMin decimal = definition.getAnnotation(DecimalMin.class);
    return whole != null
        ? Optional.of(BigDecimal.valueOf(whole.value()))
        : Optional.ofNullable(decimal).map(min -> new BigDecimal(min.value()));
  }

  private Optional<BigDecimal> maximum() {
    Max whole = definition.getAnnotation(Max.class);
    DecimalMax decimal = definition.getAnnotation(DecimalMax.class);
    return whole != null
        ? Optional.of(BigDecimal.valueOf(whole.value()))
        : Optional.ofNullable(decimal).map(max -> new BigDecimal(max.value()));
  }
}
