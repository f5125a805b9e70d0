package io.auralis.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;

/**
 * Where the values of settings enter, from whatever source: space around one is not part of it, and
 * one that is empty counts as none, so that the default is the value.
 *
 * <p>Stands below the expressions of other keys, which so get the same values.
 */
@Priority(Priorities.LIBRARY + 250)
public final class SettingValues implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1;

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    Setting setting = Setting.named(name);
    if (setting == null) {
      return value;
    }
    String text = value == null ? "" : trimmed(value.getValue());
    if (!text.isEmpty()) {
      return value.withValue(text);
    }
    return setting.standard() == null
        ? null
        : ConfigValue.builder()
            .withName(name)
            .withValue(setting.standard())
            .withRawValue(setting.standard())
            .withConfigSourceName("default")
            .withConfigSourceOrdinal(Integer.MIN_VALUE)
            .build();
  }

  /** Without the spaces, tabs and line ends around it; empty for null. */
  static String trimmed(String value) {
    if (value == null) {
      return "";
    }
    int start = 0;
    int end = value.length();
    while (start < end && isSpace(value.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
