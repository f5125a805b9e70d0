package io.auralis.station;

import io.auralis.delivery.Broadcaster;
import io.auralis.music.GenerationParameters;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * What makes a station this station.
 *
 * @param seed decides the music
 * @param parameters to begin with
 * @param controlApply when a control takes effect
 * @param lead how far rendering runs ahead of the clock, at most
 * @param recallChunks chunks up to the clock that a station renders when it wakes. More than a
 *     burst where listeners come from another instance that plays in step; effects are then brought
 *     to where they would be had the station never slept
 */
public record StationSettings(
    long seed,
    GenerationParameters parameters,
    ControlApply controlApply,
    Duration lead,
    int recallChunks) {

  /** A station of its own: it recalls a burst. */
  public StationSettings(
      long seed, GenerationParameters parameters, ControlApply controlApply, Duration lead) {
    this(seed, parameters, controlApply, lead, Broadcaster.BURST_CHUNKS);
  }

  /**
   * @throws IllegalArgumentException if less than a burst is recalled
   */
  public StationSettings {
    if (recallChunks < Broadcaster.BURST_CHUNKS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "recallChunks must be at least %d: %d",
              Broadcaster.BURST_CHUNKS,
              recallChunks));
    }
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(controlApply, "controlApply");
    Objects.requireNonNull(lead, "lead");
  }

  /** Whether other instances play the same. */
  boolean inStep() {
    return recallChunks > Broadcaster.BURST_CHUNKS;
  }
}
