package io.auralis.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text of a certain form; {@link SettingsCheck} looks at it before anything starts. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Form {

  /** A regular expression for the whole value. */
  String pattern();

  /** The form in words, as the end of a sentence. */
  String allowed();
}
