package io.auralis.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What follows from the sources of settings as a whole.
 *
 * <ul>
 *   <li>Settings of Quarkus that follow from {@code AURALIS_ENABLE_SSL}, {@code AURALIS_ENV} and
 *       {@code AURALIS_LOG_FILE}. With TLS the one port speaks HTTPS and nothing else: a second one
 *       that answers in clear would be a surprise.
 *   <li>Values that stand beneath an empty one of a higher source: empty counts as none.
 * </ul>
 *
 * <p>All of it is found when the process starts, so one build serves each case.
 */
public final class DerivedSettings implements ConfigSourceFactory {

  /** The certificate's name in the TLS registry. */
  public static final String TLS = "auralis";

  /** Above {@code application.yaml}, below {@code .env} and the environment. */
  private static final int ORDINAL = 275;

  /** There while Quarkus builds the application, and then alone. */
  private static final String BUILD = "PropertiesConfigSource[source=Build system]";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    List<ConfigSource> sources = context.getConfigSources();
    if (sources.stream().anyMatch(source -> source.getName().equals(BUILD))) {
      // What the builder's environment says would be kept in the application.
      return List.of();
    }
    Map<String, String> beneath = beneathEmpty(sources, context.getProfiles());
    Map<String, String> derived = new HashMap<>();
    if (value(context, beneath, "auralis.enable-ssl").equals("true")) {
      derived.put("quarkus.http.insecure-requests", "disabled");
      derived.put("quarkus.http.tls-configuration-name", TLS);
      String keyStore = "quarkus.tls." + TLS + ".key-store.pem.server.";
      derived.put(keyStore + "cert", "${auralis.ssl-cert-path}");
      derived.put(keyStore + "key", "${auralis.ssl-key-path}");
      derived.put("quarkus.http.header.\"Strict-Transport-Security\".value", "max-age=31536000");
    }
    String json = String.valueOf(value(context, beneath, "auralis.env").equals("production"));
    derived.put("quarkus.log.console.json.enabled", json);
    derived.put("quarkus.log.file.json.enabled", json);
    if (LogFile.problem(value(context, beneath, LogFile.SETTING)).isPresent()) {
      derived.put("quarkus.log.file.enabled", "false");
    }
    return List.of(
        new PropertiesConfigSource(beneath, "AURALIS_* beneath empty ones", Integer.MAX_VALUE),
        new PropertiesConfigSource(derived, "derived from AURALIS_*", ORDINAL));
  }

  private static String value(
      ConfigSourceContext context, Map<String, String> beneath, String name) {
    String found = beneath.get(name);
    if (found != null) {
      return SettingValues.trimmed(found);
    }
    ConfigValue value = context.getValue(name);
    return value == null ? "" : SettingValues.trimmed(value.getValue());
  }

  /** The values that would count if empty ones were not there; only those of such settings. */
  static Map<String, String> beneathEmpty(List<ConfigSource> sources, List<String> profiles) {
    Map<String, String> beneath = new HashMap<>();
    for (Setting setting : settings(sources, profiles)) {
      List<String> values = new ArrayList<>();
      for (ConfigSource source : sources) {
        // That one keeps quotes and comments: DotEnvSource has what the file says.
        if (!DotEnvSource.isQuarkusReadingOfIt(source)) {
          values.addAll(values(source, setting.property(), profiles));
        }
      }
      if (!values.isEmpty() && isEmpty(values.get(0))) {
        values.stream()
            .filter(value -> !isEmpty(value))
            .findFirst()
            .ifPresent(value -> beneath.put(setting.property(), value));
      }
    }
    return beneath;
  }

  /** All settings, and the fields of all stations that sources name. */
  private static List<Setting> settings(List<ConfigSource> sources, List<String> profiles) {
    List<Setting> settings = new ArrayList<>(Setting.all());
    for (String station : StationNames.among(sources, profiles).names()) {
      settings.addAll(Setting.ofStation(station));
    }
    return settings;
  }

  /** What a source says, for the active profiles first. */
  private static List<String> values(ConfigSource source, String name, List<String> profiles) {
    List<String> values = new ArrayList<>();
    for (String profile : profiles) {
      add(values, source.getValue("%" + profile + "." + name));
    }
    add(values, source.getValue(name));
    return values;
  }

  private static void add(List<String> values, String value) {
    if (value != null) {
      values.add(value);
    }
  }

  private static boolean isEmpty(String value) {
    return SettingValues.trimmed(value).isEmpty();
  }
}
