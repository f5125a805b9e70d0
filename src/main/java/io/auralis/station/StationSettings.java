package io.auralis.station;

import io.auralis.music.GenerationParameters;
import java.time.Duration;
import java.util.Objects;

/**
 * What makes a station this station.
 *
 * @param seed decides the music
 * @param parameters to begin with
 * @param controlApply when a control takes effect
 * @param lead how far rendering runs ahead of the clock, at most
 * @param ringCapacity chunks to keep, lead included
 */
public record StationSettings(
    long seed,
    GenerationParameters parameters,
    ControlApply controlApply,
    Duration lead,
    int ringCapacity) {

  public StationSettings {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(controlApply, "controlApply");
    Objects.requireNonNull(lead, "lead");
  }
}
