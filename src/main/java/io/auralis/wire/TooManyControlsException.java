package io.auralis.wire;

/** A control that came too soon after others; says when to try again. */
public final class TooManyControlsException extends InvalidControlException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  public TooManyControlsException(String message, int retryAfterSeconds) {
    super(ErrorReason.TOO_MANY_CONTROLS, message);
    this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
  }

  /** Whole seconds to wait, at least 1. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
