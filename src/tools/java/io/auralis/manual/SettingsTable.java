package io.auralis.manual;

import io.auralis.chart.SettingsSchema;
import io.auralis.config.Form;
import io.auralis.config.KeyName;
import io.auralis.config.NotBuilt;
import io.auralis.config.SettingKind;
import io.auralis.config.Words;
import io.auralis.music.Key;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of all settings and of the fields of stations in {@code docs/configuration.md}: names,
 * defaults and what is allowed from the annotations of {@code AuralisConfig} and {@code
 * StationFields}, what they mean from their Javadoc.
 */
public final class SettingsTable {

  private static final String HEAD = "| variable | default | allowed | meaning |";
  private static final String STATION_HEAD = "| field | allowed | meaning |";
  private static final Pattern SETTING =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@(?:(?!/\\*\\*)[^;])*?\\s)?[\\w<>]+ (\\w+)\\(\\);",
          Pattern.DOTALL);

  private SettingsTable() {}

  /**
   * The document with the table of this version in it; nothing else changes.
   *
   * @param document that holds a table with the same head
   * @param source of {@code AuralisConfig}
   * @throws IllegalArgumentException if there is no such table, or a setting without Javadoc
   */
  public static String writtenInto(String document, String source) {
    return exchanged(
        document,
        HEAD,
        table(
            HEAD + "\n|---|---|---|---|\n",
            SettingsSchema.settings(),
            source,
            (setting, meaning) ->
                String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |\n",
                    SettingsSchema.variable(setting),
                    standard(setting),
                    allowed(setting),
                    meaning)));
  }

  /**
   * The document with the table of a station's fields in it; nothing else changes.
   *
   * @param document that holds a table with the same head
   * @param source of {@code StationFields}
   * @throws IllegalArgumentException if there is no such table, or a field without Javadoc
   */
  public static String stationsWrittenInto(String document, String source) {
    return exchanged(
        document,
        STATION_HEAD,
        table(
            STATION_HEAD + "\n|---|---|---|\n",
            SettingsSchema.stationFields(),
            source,
            (field, meaning) ->
                String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s |\n",
                    field.getName(),
                    allowed(field),
                    meaning)));
  }

  private static String exchanged(String document, String head, String table) {
    List<String> lines = document.lines().toList();
    int start = lines.indexOf(head);
    if (start < 0) {
      throw new IllegalArgumentException("The document has no table that begins with " + head);
    }
    int end = start;
    while (end < lines.size() && lines.get(end).startsWith("|")) {
      end++;
    }
    String before =
        lines.subList(0, start).stream().map(line -> line + "\n").collect(Collectors.joining());
    String after =
        lines.subList(end, lines.size()).stream()
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return before + table + after;
  }

  private static String table(
      String head,
      List<Method> definitions,
      String source,
      BiFunction<Method, String, String> row) {
    Map<String, Method> settings =
        definitions.stream().collect(Collectors.toMap(Method::getName, Function.identity()));
    Map<String, String> meanings = meanings(source);
    if (!meanings.keySet().equals(settings.keySet())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Javadoc is there for %s; the settings are %s",
              meanings.keySet(),
              settings.keySet()));
    }
    StringBuilder table = new StringBuilder(head);
    meanings.forEach((name, meaning) -> table.append(row.apply(settings.get(name), meaning)));
    return table.toString();
  }

  /** What the Javadoc of each setting says, in the order of the source. */
  private static Map<String, String> meanings(String source) {
    Map<String, String> meanings = new LinkedHashMap<>();
    Matcher setting = SETTING.matcher(source);
    while (setting.find()) {
      String text =
          setting
              .group(1)
              .replaceAll("\\s*\\n\\s*\\* ?", " ")
              .replaceAll("\\{@code ([^}]*)}", "`$1`")
              .replaceAll("\\s+", " ")
              .strip();
      meanings.put(
          setting.group(2), text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }
    return meanings;
  }

  private static String standard(Method setting) {
    WithDefault value = setting.getAnnotation(WithDefault.class);
    return value == null ? "" : "`" + value.value() + "`";
  }

  private static String allowed(Method setting) {
    if (setting.isAnnotationPresent(KeyName.class)) {
      return String.format(Locale.ROOT, "one of the %d keys", Key.names().size());
    }
    Optional<List<String>> words = Words.of(setting);
    if (words.isPresent()) {
      return String.join(", ", words.get());
    }
    SettingKind kind = SettingKind.of(setting);
    if (kind == SettingKind.FLAG) {
      return setting.isAnnotationPresent(NotBuilt.class) ? "false" : "true, false";
    }
    if (kind == SettingKind.TEXT) {
      Size size = setting.getAnnotation(Size.class);
      if (size != null) {
        return String.format(Locale.ROOT, "text of at most %d characters", size.max());
      }
      Form form = setting.getAnnotation(Form.class);
      return form == null ? "text" : form.value().allowed();
    }
    if (kind == SettingKind.TIME) {
      return "time in the past, ISO 8601";
    }
    String low = limit(setting, Min.class, Min::value, DecimalMin.class, DecimalMin::value);
    String high = limit(setting, Max.class, Max::value, DecimalMax.class, DecimalMax::value);
    if (low == null || high == null) {
      return kind == SettingKind.DECIMAL ? "number" : "whole number";
    }
    return low.equals(high) ? low : low + " to " + high;
  }

  private static <W extends Annotation, D extends Annotation> String limit(
      Method setting,
      Class<W> whole,
      Function<W, Long> wholeValue,
      Class<D> decimal,
      Function<D, String> decimalValue) {
    if (setting.isAnnotationPresent(whole)) {
      return String.valueOf(wholeValue.apply(setting.getAnnotation(whole)));
    }
    return setting.isAnnotationPresent(decimal)
        ? decimalValue.apply(setting.getAnnotation(decimal))
        : null;
  }
}
