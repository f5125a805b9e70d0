package io.auralis.streaming;

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
  /** The server is going away. */
  SHUTDOWN;

  /** The metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
