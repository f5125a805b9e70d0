package io.auralis.rest;

import io.auralis.wire.ErrorReason;
import java.util.OptionalInt;

/** A request is rejected with a status and a reason that programs understand. */
final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final ErrorReason reason;
  private final int retryAfterSeconds;

  RejectedException(int status, ErrorReason reason, String detail) {
    this(status, reason, detail, 0);
  }

  /**
   * @param retryAfterSeconds when to try again; 0 where that will not help
   */
  RejectedException(int status, ErrorReason reason, String detail, int retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  ErrorReason reason() {
    return reason;
  }

  OptionalInt retryAfterSeconds() {
    return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
  }
}
