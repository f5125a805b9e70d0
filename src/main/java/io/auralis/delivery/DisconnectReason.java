package io.auralis.delivery;

import java.util.Locale;

/** Why a listener's connection ended; also the label of the metric that counts it. */
public enum DisconnectReason {
  /** The listener left, or its connection broke. */
  LEFT,
  /** A message could not be sent. */
  SEND_FAILED,
  /** It lost chunks for longer than a listener may. */
  TOO_SLOW,
  /** Nothing was heard of it, not even the answer to a ping. */
  SILENT,
  /** It sent a message over the limit. */
  TOO_BIG,
  /** It sent what the protocol forbids. */
  PROTOCOL_ERROR,
  /** It sent a text that is not UTF-8. */
  INVALID_TEXT,
  /** Its station has ended. */
  ENDED,
  /** The server is going away. */
  SHUTDOWN;

  /** The metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
