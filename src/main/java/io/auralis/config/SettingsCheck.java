package io.auralis.config;

import io.auralis.music.Key;
import io.auralis.tls.InvalidCertificateException;
import io.auralis.tls.ServerCertificate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Compares the settings with the definitions in {@link AuralisConfig} before anything starts, so
 * that a wrong one is reported with its variable, its value and what is allowed.
 *
 * <p>A native image knows the definitions' methods because they are registered here.
 */
@RegisterForReflection(targets = AuralisConfig.class)
public final class SettingsCheck {

  private SettingsCheck() {}

  /** All that is wrong with the configuration, a line each; empty if nothing is. */
  public static List<String> problems(Config config) {
    return problems(name -> config.getOptionalValue(name, String.class));
  }

  static List<String> problems(Function<String, Optional<String>> values) {
    List<String> problems = new ArrayList<>();
    List<Method> settings =
        Arrays.stream(AuralisConfig.class.getDeclaredMethods())
            .filter(method -> !method.isDefault() && !method.isSynthetic())
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method setting : settings) {
      String value =
          values.apply("auralis." + words(setting, "-")).orElseGet(() -> defaultOf(setting));
      if (value != null && !fits(setting, value.trim())) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s=%s is not allowed: it must be %s",
                variable(setting),
                value,
                allowed(setting)));
      }
    }
    if (values.apply("auralis.enable-ssl").orElse("").trim().equals("true")) {
      certificateProblem(values).ifPresent(problems::add);
    }
    return problems;
  }

  /** With TLS, the certificate and its key must be there and belong together. */
  private static Optional<String> certificateProblem(Function<String, Optional<String>> values) {
    Optional<String> certificate = values.apply("auralis.ssl-cert-path");
    Optional<String> key = values.apply("auralis.ssl-key-path");
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
      ServerCertificate.read(certificate.get().trim(), key.get().trim());
      return Optional.empty();
    } catch (InvalidCertificateException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The environment variable of a setting. */
  static String variable(Method setting) {
    return "AURALIS_" + words(setting, "_").toUpperCase(Locale.ROOT);
  }

  private static String words(Method setting, String separator) {
    return setting.getName().replaceAll("([A-Z])", separator + "$1").toLowerCase(Locale.ROOT);
  }

  private static String defaultOf(Method setting) {
    WithDefault annotation = setting.getAnnotation(WithDefault.class);
    return annotation == null ? null : annotation.value();
  }

  private static boolean fits(Method setting, String value) {
    OneOf words = setting.getAnnotation(OneOf.class);
    if (words != null) {
      return List.of(words.value()).contains(value);
    }
    if (setting.isAnnotationPresent(KeyName.class)) {
      return Key.names().contains(value);
    }
    Class<?> type = type(setting);
    if (type == String.class) {
      Form form = setting.getAnnotation(Form.class);
      return !value.isEmpty() && (form == null || value.matches(form.pattern()));
    }
    if (type == boolean.class) {
      boolean mayBeTrue = !setting.isAnnotationPresent(NotBuilt.class);
      return value.equals("false") || mayBeTrue && value.equals("true");
    }
    if (type == Instant.class) {
      return isPast(value);
    }
    try {
      BigDecimal number = new BigDecimal(value);
      boolean whole = type != double.class;
      if (whole) {
        Long.parseLong(value);
      }
      return minimum(setting).map(min -> number.compareTo(min) >= 0).orElse(true)
          && maximum(setting).map(max -> number.compareTo(max) <= 0).orElse(true);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isPast(String value) {
    try {
      Instant time = Instant.parse(value);
      return !time.isBefore(Instant.EPOCH) && !time.isAfter(Instant.now());
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String allowed(Method setting) {
    OneOf words = setting.getAnnotation(OneOf.class);
    if (words != null) {
      return "one of " + String.join(", ", words.value());
    }
    if (setting.isAnnotationPresent(KeyName.class)) {
      return "one of " + String.join(", ", Key.names());
    }
    Class<?> type = type(setting);
    if (type == String.class) {
      Form form = setting.getAnnotation(Form.class);
      return form == null ? "a text that is not empty" : form.allowed();
    }
    if (type == boolean.class) {
      NotBuilt missing = setting.getAnnotation(NotBuilt.class);
      return missing == null ? "true or false" : "false; " + missing.value();
    }
    if (type == Instant.class) {
      return "a time from 1970 to now, like 2026-01-31T00:00:00Z";
    }
    String kind = type == double.class ? "a number" : "a whole number";
    Optional<BigDecimal> minimum = minimum(setting);
    Optional<BigDecimal> maximum = maximum(setting);
    if (minimum.isPresent() && minimum.equals(maximum)) {
      return minimum.get() + "; this version supports no other value";
    }
    return minimum.isPresent() && maximum.isPresent()
        ? String.format(Locale.ROOT, "%s from %s to %s", kind, minimum.get(), maximum.get())
        : kind;
  }

  private static Class<?> type(Method setting) {
    Type type = setting.getGenericReturnType();
    if (type instanceof ParameterizedType optional) {
      type = optional.getActualTypeArguments()[0];
    }
    return (Class<?>) type;
  }

  private static Optional<BigDecimal> minimum(Method setting) {
    Min whole = setting.getAnnotation(Min.class);
    DecimalMin decimal = setting.getAnnotation(DecimalMin.class);
    return whole != null
        ? Optional.of(BigDecimal.valueOf(whole.value()))
        : Optional.ofNullable(decimal).map(min -> new BigDecimal(min.value()));
  }

  private static Optional<BigDecimal> maximum(Method setting) {
    Max whole = setting.getAnnotation(Max.class);
    DecimalMax decimal = setting.getAnnotation(DecimalMax.class);
    return whole != null
        ? Optional.of(BigDecimal.valueOf(whole.value()))
        : Optional.ofNullable(decimal).map(max -> new BigDecimal(max.value()));
  }
}
