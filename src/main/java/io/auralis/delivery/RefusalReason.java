package io.auralis.delivery;

import java.util.Locale;

/** Why a listener was not admitted; also the label of the metric that counts it. */
public enum RefusalReason {
  /** All places are taken. */
  FULL,
  /** Its address has as many sessions as one may have. */
  ADDRESS,
  /** It asked for something that is not there, say a format. */
  REQUEST,
  /** Its station has ended. */
  ENDED,
  /** The server is going away. */
  SHUTDOWN;

  /** Why nobody is admitted any more where listeners were disconnected for this reason. */
  static RefusalReason after(DisconnectReason reason) {
    return reason == DisconnectReason.SHUTDOWN ? SHUTDOWN : ENDED;
  }

  /** The metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
