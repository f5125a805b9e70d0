package io.auralis.wire;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A message or request that cannot be taken; says why, and where there are any which field, which
 * value and what is allowed.
 */
public class InvalidControlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorReason reason;
  private final transient List<Messages.FieldError> errors;

  public InvalidControlException(ErrorReason reason, String message) {
    super(message);
    this.reason = reason;
    errors = List.of();
  }

  /** Fields whose values are not allowed. */
  public InvalidControlException(List<Messages.FieldError> errors) {
    this(ErrorReason.INVALID_VALUE, errors);
  }

  public InvalidControlException(ErrorReason reason, List<Messages.FieldError> errors) {
    super(errors.stream().map(Messages.FieldError::sentence).collect(Collectors.joining(". ")));
    this.reason = reason;
    this.errors = List.copyOf(errors);
  }

  /** One of those that belong to {@code INVALID_CONTROL}. */
  ErrorReason reason() {
    return reason;
  }

  public List<Messages.FieldError> errors() {
    return errors;
  }
}
