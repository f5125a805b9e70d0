package io.auralis.stations;

import java.util.Locale;

/** Where a station comes from; also the label of the metrics that count stations. */
public enum StationKind {
  /** Made by the configuration; lives as long as the process. */
  SHARED,
  /** Made by a listener; lives until nobody has listened for a while. */
  PERSONAL;

  /** The word on the wire and the metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
