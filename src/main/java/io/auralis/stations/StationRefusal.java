package io.auralis.stations;

import java.util.Locale;

/** Why a station was not made; also the label of the metric that counts it. */
public enum StationRefusal {
  /** The machine has no time left for one more. */
  CAPACITY,
  /** There are as many as the configuration allows. */
  STATIONS_FULL,
  /** Its address has made as many as one may have. */
  ADDRESS,
  /** Personal stations are turned off. */
  STATIONS_OFF,
  /** The service is going away. */
  SHUTDOWN;

  /** The word on the wire and the metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
