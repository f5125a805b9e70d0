package io.auralis.api;

import java.util.List;
import java.util.stream.Collectors;

/** A message or request that cannot be taken; says which field, which value and what is allowed. */
class InvalidControlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Messages.FieldError> errors;

  InvalidControlException(String message) {
    super(message);
    errors = List.of();
  }

  InvalidControlException(List<Messages.FieldError> errors) {
    super(errors.stream().map(Messages.FieldError::sentence).collect(Collectors.joining(". ")));
    this.errors = List.copyOf(errors);
  }

  List<Messages.FieldError> errors() {
    return errors;
  }
}
