package io.auralis.stations;

/** A station could not be made; says why, and when to try again. */
public final class StationRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StationRefusal reason;
  private final int retryAfterSeconds;

  StationRefusedException(StationRefusal reason, int retryAfterSeconds, String message) {
    super(message);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Why. */
  public StationRefusal reason() {
    return reason;
  }

  /** Whole seconds after which it may be tried again; 0 if that will not help. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
