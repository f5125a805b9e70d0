package io.auralis.stations;

import java.util.Locale;

/** Why a personal station ended; also the label of the metric that counts it. */
public enum StationEnd {
  /** Its maker ended it. */
  DELETED,
  /** Nobody has listened for a while. */
  EXPIRED;

  /** The metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
