package io.auralis.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auralis.config.AuralisConfig;
import io.auralis.config.NotBuilt;
import io.auralis.config.SettingKind;
import io.auralis.config.StationFields;
import io.auralis.config.Words;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the chart lets a setting be, from the service's own definition of it. */
public final class SettingsSchema {

  /** The chart decides them: probes, ports, the only writable directory and the end of a pod. */
  static final Set<String> OF_THE_CHART =
      Set.of(
          "AURALIS_HOST",
          "AURALIS_PORT",
          "AURALIS_LOG_FILE",
          "AURALIS_DRAIN_DELAY_SEC",
          "AURALIS_DRAIN_SPREAD_SEC",
          "AURALIS_ENABLE_SSL",
          "AURALIS_SSL_CERT_PATH",
          "AURALIS_SSL_KEY_PATH");

  /**
   * The largest whole number that a YAML number carries exactly. Numbers are floating-point to
   * Helm: it would turn the next one into 2 to the 53rd without a word.
   */
  private static final long LARGEST_EXACT = (1L << 53) - 1;

  /** What must not stand in a ConfigMap. */
  static final Set<String> SECRETS = Set.of("AURALIS_CONTROL_TOKEN");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SettingsSchema() {}

  /** The schema with the settings of this version in it. */
  static String writtenInto(String schema) throws IOException {
    ObjectNode root = (ObjectNode) MAPPER.readTree(schema);
    ObjectNode definitions = (ObjectNode) root.get("definitions");
    definitions.set("settings", settings(variable -> !SECRETS.contains(variable)));
    definitions.set("secretSettings", settings(variable -> true));
    definitions.set("station", station());
    NullableSchema.allowNull(root);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode settings(Predicate<String> wanted) {
    ObjectNode settings = MAPPER.createObjectNode();
    settings.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = settings.putObject("properties");
    for (Method setting : settings()) {
      String variable = variable(setting);
      if (!OF_THE_CHART.contains(variable) && wanted.test(variable)) {
        properties.set(variable, allowed(setting));
      }
    }
    return settings;
  }

  private static ObjectNode station() {
    ObjectNode station = MAPPER.createObjectNode();
    station.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = station.putObject("properties");
    stationFields().forEach(field -> properties.set(field.getName(), allowed(field)));
    return station;
  }

  /** All settings, by name. */
  public static List<Method> settings() {
    return definitions(AuralisConfig.class);
  }

  /** The fields of a shared station, by name. */
  public static List<Method> stationFields() {
    return definitions(StationFields.class);
  }

  private static List<Method> definitions(Class<?> definitions) {
    return Arrays.stream(definitions.getDeclaredMethods())
        .filter(method -> !method.isDefault() && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 0)
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** The environment variable of a setting. */
  public static String variable(Method setting) {
    return "AURALIS_" + setting.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static ObjectNode allowed(Method setting) {
    ObjectNode schema = MAPPER.createObjectNode();
    Optional<List<String>> words = Words.of(setting);
    if (words.isPresent()) {
      return oneOf(schema, words.get());
    }
    if (setting.isAnnotationPresent(NotBuilt.class)) {
      schema.putArray("enum").add(false);
      return schema;
    }
    switch (SettingKind.of(setting)) {
      case FLAG -> {
        return schema.put("type", "boolean");
      }
      case LONG -> {
        // Longer ones keep their digits as text only.
        schema.putArray("type").add("string").add("integer");
        return schema
            .put("pattern", "^-?[0-9]{1,19}$")
            .put("minimum", -LARGEST_EXACT)
            .put("maximum", LARGEST_EXACT);
      }
      case TIME -> {
        return schema
            .put("type", "string")
            .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?.*Z$");
      }
      case TEXT -> {
        schema.put("type", "string").put("minLength", 1);
        Size size = setting.getAnnotation(Size.class);
        return size == null ? schema : schema.put("maxLength", size.max());
      }
      case INTEGER -> schema.put("type", "integer");
      case DECIMAL -> schema.put("type", "number");
    }
    limit(schema, "minimum", minimum(setting));
    limit(schema, "maximum", maximum(setting));
    return schema;
  }

  private static ObjectNode oneOf(ObjectNode schema, List<String> words) {
    ArrayNode allowed = schema.putArray("enum");
    words.forEach(allowed::add);
    return schema;
  }

  private static void limit(ObjectNode schema, String name, BigDecimal value) {
    if (value != null) {
      schema.put(name, value);
    }
  }

  private static BigDecimal minimum(Method setting) {
    Min whole = setting.getAnnotation(Min.class);
    DecimalMin decimal = setting.getAnnotation(DecimalMin.class);
    if (whole != null) {
      return BigDecimal.valueOf(whole.value());
    }
    return decimal == null ? null : new BigDecimal(decimal.value());
  }

  private static BigDecimal maximum(Method setting) {
    Max whole = setting.getAnnotation(Max.class);
    DecimalMax decimal = setting.getAnnotation(DecimalMax.class);
    if (whole != null) {
      return BigDecimal.valueOf(whole.value());
    }
    return decimal == null ? null : new BigDecimal(decimal.value());
  }
}
