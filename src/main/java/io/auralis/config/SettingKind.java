package io.auralis.config;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;

/** What the value of a setting is, from the type of its method. */
public enum SettingKind {
  /** A text; a {@link Form} or {@link OneOf} may narrow it. */
  TEXT,
  /** {@code true} or {@code false}. */
  FLAG,
  /** A whole number of at most 32 bits. */
  INTEGER,
  /** A whole number of at most 64 bits. */
  LONG,
  /** A number with decimals. */
  DECIMAL,
  /** A moment, in the form of ISO 8601. */
  TIME;

  /**
   * The kind of a setting, optional or not.
   *
   * @throws IllegalStateException if its type is one that nobody checks
   */
  public static SettingKind of(Method setting) {
    Type type = setting.getGenericReturnType();
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
      type = optional.getActualTypeArguments()[0];
    }
    if (type == String.class) {
      return TEXT;
    } else if (type == boolean.class || type == Boolean.class) {
      return FLAG;
    } else if (type == int.class || type == Integer.class) {
      return INTEGER;
    } else if (type == long.class || type == Long.class) {
      return LONG;
    } else if (type == double.class || type == Double.class) {
      return DECIMAL;
    } else if (type == Instant.class) {
      return TIME;
    }
    throw new IllegalStateException(
        setting.getName() + " is a " + type.getTypeName() + ", which SettingKind does not know");
  }
}
