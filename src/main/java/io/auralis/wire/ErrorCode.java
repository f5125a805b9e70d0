package io.auralis.wire;

import java.util.Locale;

/** The error codes of the protocol with their severities. */
enum ErrorCode {
  SYNTHESIS_FAILED(Severity.WARNING),
  BUFFER_UNDERRUN(Severity.WARNING),
  BUFFER_OVERRUN(Severity.INFO),
  INVALID_CONTROL(Severity.ERROR),
  GENERATION_ERROR(Severity.ERROR),
  SERVER_OVERLOAD(Severity.CRITICAL);

  private final Severity severity;

  ErrorCode(Severity severity) {
    this.severity = severity;
  }

  String severity() {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL
  }
}
