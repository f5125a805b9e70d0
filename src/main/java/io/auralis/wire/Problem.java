package io.auralis.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * An error of the REST API as RFC 9457 has it, with its reason, the protocol's code and the fields
 * to blame.
 *
 * @param type where the kind of problem is explained; {@code about:blank} says that the status does
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong with this request
 * @param code the protocol's error code, where there is one
 * @param reason why, for programs
 * @param errors fields, their values and what is allowed
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    ErrorCode code,
    ErrorReason reason,
    List<Messages.FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String NOTHING_SPECIAL = "about:blank";

  /** With the reason that the status stands for. */
  public static Problem of(int status, String title, String detail) {
    return of(status, title, ErrorReason.ofStatus(status), detail);
  }

  public static Problem of(int status, String title, ErrorReason reason, String detail) {
    return new Problem(NOTHING_SPECIAL, title, status, detail, reason.code(), reason, List.of());
  }

  public static Problem of(int status, String title, InvalidControlException e) {
    return new Problem(
        NOTHING_SPECIAL, title, status, e.getMessage(), e.reason().code(), e.reason(), e.errors());
  }
}
