package io.auralis.access;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one place where a control is checked, whichever way it comes: first how often its client
 * sends, because guesses count, then whether it may. Thread-safe.
 */
public final class ControlGate {

  private final ControlLimit limit;

  public ControlGate(ControlLimit limit) {
    this.limit = limit;
  }

  /**
   * Counts a control, or anything else that changes something.
   *
   * @param address of the client
   * @return why it is denied; nothing if it is not
   */
  public Optional<Denial> count(String address) {
    OptionalInt wait = limit.take(address);
    return wait.isPresent()
        ? Optional.of(new Denial(Denial.Reason.ADDRESS_RATE, wait.getAsInt()))
        : Optional.empty();
  }

  /**
   * The same for a session that has its share of what its address may send.
   *
   * @param session the session's
   * @param nowNanos a clock that never jumps
   */
  public Optional<Denial> count(String address, ControlAllowance session, long nowNanos) {
    return session.take(nowNanos)
        ? count(address)
        : Optional.of(new Denial(Denial.Reason.SESSION_RATE, 1));
  }

  /**
   * Whether a client may control a station.
   *
   * @param token that it shows; null if it shows none
   * @return why it is denied; nothing if it is not
   */
  public Optional<Denial> check(ControlRule rule, String token) {
    return rule.permits(token) ? Optional.empty() : Optional.of(Denial.of(rule));
  }

  /** The same for the value of an {@code Authorization} header. */
  public Optional<Denial> checkHeader(ControlRule rule, String authorization) {
    return rule.permitsHeader(authorization) ? Optional.empty() : Optional.of(Denial.of(rule));
  }
}
