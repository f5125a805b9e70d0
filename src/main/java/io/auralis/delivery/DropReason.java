package io.auralis.delivery;

import java.util.Locale;

/** Why a listener lost chunks; also the label of the metric that counts them. */
public enum DropReason {
  /** Its connection took too little: more than a queue of chunks waited. */
  SLOW,
  /** Its connection could have taken them; this process was too late. */
  LATE;

  /** The metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
