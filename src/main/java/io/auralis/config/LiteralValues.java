package io.auralis.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the values of settings as they were typed: a dollar sign or a backslash in a token is one.
 *
 * <p>A key of the server whose whole value refers to a setting, as {@code ${auralis.log-file}},
 * gets that setting's value as it is. All other expressions are expanded as ever.
 */
@Priority(Priorities.APPLICATION)
public final class LiteralValues implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(auralis\\.[a-z-]+)}");

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue literal = literal(context, name);
    if (literal == null || Setting.named(name) != null) {
      return literal;
    }
    if (literal.getValue() == null) {
      return context.proceed(name);
    }
    if (literal.getValue().indexOf('$') < 0) {
      return literal;
    }
    Matcher reference = REFERENCE.matcher(literal.getValue());
    if (!reference.matches() || Setting.named(reference.group(1)) == null) {
      return context.proceed(name);
    }
    ConfigValue setting = literal(context, reference.group(1));
    return literal.withValue(setting == null ? "" : setting.getValue());
  }

  private static ConfigValue literal(ConfigSourceInterceptorContext context, String name) {
    return Expressions.withoutExpansion(() -> context.proceed(name));
  }
}
