package io.auralis.config;

import io.auralis.music.Key;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value must name a musical key. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KeyName.Validator.class)
public @interface KeyName {

  /** Bean Validation's message. */
  String message() default "must be a musical key";

  /** Bean Validation's groups. */
  Class<?>[] groups() default {};

  /** Bean Validation's payload. */
  Class<? extends Payload>[] payload() default {};

  /** Asks the music package. */
  final class Validator implements ConstraintValidator<KeyName, String> {

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
      return value == null || Key.names().contains(value);
    }
  }
}
