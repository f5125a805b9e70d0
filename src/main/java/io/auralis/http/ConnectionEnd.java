package io.auralis.http;

import java.util.Locale;

/** Why the service itself ended a connection; also the label of the metric that counts it. */
enum ConnectionEnd {
  /** The headers, or with TLS the handshake, did not come in time. */
  HEADERS_TIMEOUT,
  /** The body did not come in time. */
  BODY_TIMEOUT,
  /** No further request came. */
  IDLE_TIMEOUT,
  /** It gave way to a new one: it had waited longest, and there were too many. */
  GAVE_WAY,
  /** It came when there were too many, and none could give way. */
  TURNED_AWAY,
  /** What came was no HTTP, or too much of it. */
  BAD_REQUEST;

  /** The metric's label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
