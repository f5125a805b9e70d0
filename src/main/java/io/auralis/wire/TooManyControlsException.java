package io.auralis.wire;

import io.auralis.access.ControlLimit;

/** A control that came too soon after others; says when to try again. */
public final class TooManyControlsException extends InvalidControlException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  /** One of an address that sends more than it may. */
  public static TooManyControlsException ofAddress(int retryAfterSeconds) {
    return new TooManyControlsException(
        "An address may send "
            + ControlLimit.PER_SECOND
            + " controls a second; this one was not taken, try again in a second",
        retryAfterSeconds);
  }

  public TooManyControlsException(String message, int retryAfterSeconds) {
    super(ErrorReason.TOO_MANY_CONTROLS, message);
    this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
  }

  /** Whole seconds to wait, at least 1. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
