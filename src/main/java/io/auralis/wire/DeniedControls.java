package io.auralis.wire;

import io.auralis.access.ControlAllowance;
import io.auralis.access.ControlLimit;
import io.auralis.access.ControlRule;
import io.auralis.access.Denial;
import java.util.List;

/** The words for clients whose control is denied. */
public final class DeniedControls {

  /** What a client is told that wants to control a locked station. */
  public static final String LOCKED = "Nobody may control this station";

  private DeniedControls() {}

  /**
   * What the client is told.
   *
   * @param rule of the station that it wanted to control
   * @param shown whether it showed a token; a token is never repeated, be it right or wrong
   */
  public static InvalidControlException of(Denial denial, ControlRule rule, boolean shown) {
    return switch (denial.reason()) {
      case SESSION_RATE, ADDRESS_RATE -> tooMany(denial);
      case LOCKED -> new InvalidControlException(ErrorReason.LOCKED, LOCKED);
      case TOKEN ->
          new InvalidControlException(
              ErrorReason.TOKEN_REQUIRED,
              List.of(
                  new Messages.FieldError(
                      "token", shown ? "what was sent" : "nothing", tokenOf(rule))));
    };
  }

  /** The same for one that sends too many. */
  public static TooManyControlsException tooMany(Denial denial) {
    String message =
        denial.reason() == Denial.Reason.SESSION_RATE
            ? "A session may send "
                + ControlAllowance.CONTROLS_PER_SECOND
                + " controls a second; this one was not taken"
            : "An address may send "
                + ControlLimit.PER_SECOND
                + " controls a second; this one was not taken, try again in a second";
    return new TooManyControlsException(message, denial.retryAfterSeconds());
  }

  /** Which token a station's control needs. */
  public static String tokenOf(ControlRule rule) {
    return rule.mode() == ControlRule.Mode.MAKER
        ? "the control token of this station"
        : "the control token of this server";
  }
}
