package io.auralis.config;

import java.time.Duration;

/**
 * How long and how many personal stations there may be. Immutable.
 *
 * @param linger how long a station without listeners stays
 * @param max stations at a time; 0 turns personal stations off
 * @param maxPerAddress stations at a time that one address has made; 0 sets no limit
 * @param loadPercent the share of a tick's time up to which stations are admitted, in percent
 */
public record PersonalStationSettings(
    Duration linger, int max, int maxPerAddress, int loadPercent) {

  /**
   * @throws IllegalArgumentException if a value is negative or the share is none
   */
  public PersonalStationSettings {
    if (linger.isNegative() || max < 0 || maxPerAddress < 0) {
      throw new IllegalArgumentException("Limits of personal stations are not negative");
    }
    if (loadPercent < 1 || loadPercent > 100) {
      throw new IllegalArgumentException("Invalid share of a tick's time: " + loadPercent);
    }
  }

  /** Whether listeners may make stations of their own. */
  public boolean enabled() {
    return max > 0;
  }
}
