package io.auralis.config;

import io.auralis.music.GenerationParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A shared station as the configuration has it, with its defaults filled in. Immutable.
 *
 * @param name what paths call it: 1 to 32 of {@code [a-z0-9-]}
 * @param title what listeners see, up to {@value StationFields#LONGEST_TITLE} characters
 * @param presetName the preset's id, if one was given; a field may differ from the preset
 * @param parameters what it plays to begin with
 * @param seed of its music; empty asks for a random one
 * @param effects whether it has reverb, delay and limiter
 * @param control which listeners may change what plays
 */
public record SharedStation(
    String name,
    String title,
    Optional<String> presetName,
    GenerationParameters parameters,
    OptionalLong seed,
    boolean effects,
    ControlMode control) {

  /**
   * @throws IllegalArgumentException if the name or the title is not allowed
   */
  public SharedStation {
    if (!StationNames.isAllowed(name)) {
      throw new IllegalArgumentException("Invalid name of a station: " + name);
    }
    if (title.isBlank() || title.codePointCount(0, title.length()) > StationFields.LONGEST_TITLE) {
      throw new IllegalArgumentException("Invalid title of the station " + name);
    }
    Objects.requireNonNull(presetName, "presetName");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(control, "control");
  }
}
