package io.auralis.access;

/**
 * Why a control is denied.
 *
 * @param reason for programs
 * @param retryAfterSeconds when to try again; 0 where that will not help
 */
public record Denial(Reason reason, int retryAfterSeconds) {

  /** The kinds of denial, with the words for the log. */
  public enum Reason {
    /** The session sends too many. */
    SESSION_RATE("more controls than a client may send"),
    /** The address sends too many. */
    ADDRESS_RATE("more controls than a client may send"),
    /** The token is missing, or it is another one. */
    TOKEN("a control without the token"),
    /** Nobody may control the station. */
    LOCKED("a control of a locked station");

    private final String forLog;

    Reason(String forLog) {
      this.forLog = forLog;
    }

    /** The program's own words for the log. */
    public String forLog() {
      return forLog;
    }
  }

  static Denial of(ControlRule rule) {
    return new Denial(rule.mode() == ControlRule.Mode.LOCKED ? Reason.LOCKED : Reason.TOKEN, 0);
  }
}
