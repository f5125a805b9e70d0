package io.auralis.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What follows for the server from {@code AURALIS_ENABLE_SSL}, {@code AURALIS_ENV} and {@code
 * AURALIS_LOG_FILE}: settings of Quarkus that are not a copy of one of ours. All of them are read
 * when the process starts, so one build serves each case.
 *
 * <p>With TLS the one port speaks HTTPS and nothing else: a second one that answers in clear would
 * be a surprise.
 */
public final class DerivedSettings implements ConfigSourceFactory {

  /** The certificate's name in the TLS registry. */
  public static final String TLS = "auralis";

  /** Above {@code application.yaml}, below {@code .env} and the environment. */
  private static final int ORDINAL = 275;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> derived = new HashMap<>();
    if (value(context, "auralis.enable-ssl").equals("true")) {
      derived.put("quarkus.http.insecure-requests", "disabled");
      derived.put("quarkus.http.tls-configuration-name", TLS);
      String keyStore = String.format(Locale.ROOT, "quarkus.tls.%s.key-store.pem.server.", TLS);
      derived.put(keyStore + "cert", value(context, "auralis.ssl-cert-path"));
      derived.put(keyStore + "key", value(context, "auralis.ssl-key-path"));
      derived.put("quarkus.http.header.\"Strict-Transport-Security\".value", "max-age=31536000");
    }
    String json = String.valueOf(value(context, "auralis.env").equals("production"));
    derived.put("quarkus.log.console.json.enabled", json);
    derived.put("quarkus.log.file.json.enabled", json);
    if (LogFile.problem(value(context, LogFile.SETTING)).isPresent()) {
      derived.put("quarkus.log.file.enabled", "false");
    }
    return List.of(new PropertiesConfigSource(derived, "derived from AURALIS_*", ORDINAL));
  }

  private static String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null || value.getValue() == null ? "" : value.getValue().trim();
  }
}
