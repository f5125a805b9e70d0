package io.auralis.config;

import io.auralis.tls.InvalidCertificateException;
import io.auralis.tls.ServerCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Compares the settings with their definitions before anything starts, so that a wrong one is
 * reported with its variable, its value and what is allowed.
 */
public final class SettingsCheck {

  /** What Kubernetes sets in the pods beside a Service that is called auralis. */
  private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

  private SettingsCheck() {}

  /** All that is wrong with the configuration, a line each; empty if nothing is. */
  public static List<String> problems(Config config) {
    Function<String, Optional<String>> values = name -> config.getOptionalValue(name, String.class);
    List<String> problems = new ArrayList<>(problems(values, Instant.now()));
    problems.addAll(StationsCheck.problems(SharedStations.names(config), values, Instant.now()));
    return problems;
  }

  /**
   * All that is wrong with values, but for those of stations.
   *
   * @param values the value of a name like {@code auralis.port}
   * @param now what the machine's clock says
   */
  static List<String> problems(Function<String, Optional<String>> values, Instant now) {
    List<String> problems = new ArrayList<>();
    for (Setting setting : Setting.all()) {
      String value = value(values, setting);
      if (value != null) {
        setting
            .problem(value, now)
            .map(problem -> problem + serviceLink(setting, value))
            .ifPresent(problems::add);
      }
    }
    if (values.apply("auralis.enable-ssl").map(SettingValues::trimmed).orElse("").equals("true")) {
      certificateProblem(values).ifPresent(problems::add);
    }
    return problems;
  }

  /** As the service gets it, whoever reads it; null for none. */
  private static String value(Function<String, Optional<String>> values, Setting setting) {
    String value = SettingValues.trimmed(values.apply(setting.property()).orElse(""));
    return value.isEmpty() ? setting.standard() : value;
  }

  private static String serviceLink(Setting setting, String value) {
    return setting.property().equals("auralis.port") && SERVICE_LINK.matcher(value).matches()
        ? ". Kubernetes has set it for a Service called auralis: set AURALIS_PORT in the pod, or"
            + " enableServiceLinks: false"
        : "";
  }

  /** With TLS, the certificate and its key must be there and belong together. */
  private static Optional<String> certificateProblem(Function<String, Optional<String>> values) {
    String certificate = SettingValues.trimmed(values.apply("auralis.ssl-cert-path").orElse(""));
    String key = SettingValues.trimmed(values.apply("auralis.ssl-key-path").orElse(""));
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "AURALIS_ENABLE_SSL=true needs %s: the path of a PEM file",
              certificate.isEmpty()
                  ? ServerCertificate.CERTIFICATE_VARIABLE
                  : ServerCertificate.KEY_VARIABLE));
    }
    try {
      ServerCertificate.read(certificate, key);
      return Optional.empty();
    } catch (InvalidCertificateException e) {
      return Optional.of(e.getMessage());
    }
  }
}
