package io.auralis.music;

import java.util.Objects;
import java.util.Optional;

/**
 * What a listener controls: key, tempo, how dense and bright the music is, and the mode. The ranges
 * are those that the product specification gives clients.
 *
 * @param intensity 0 (sparse, dark) to 1 (dense, bright)
 * @param mode the scale on the key's root; empty means the key's own
 */
public record GenerationParameters(Key key, Tempo tempo, double intensity, Optional<Mode> mode) {

  public static final double MIN_INTENSITY = 0.0;
  public static final double MAX_INTENSITY = 1.0;

  /**
   * @throws IllegalArgumentException if the intensity is out of range; the message names it
   */
  public GenerationParameters {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(tempo, "tempo");
    Objects.requireNonNull(mode, "mode");
    // Written so that NaN fails too: every comparison with it is false.
    if (!(intensity >= MIN_INTENSITY && intensity <= MAX_INTENSITY)) {
      throw new IllegalArgumentException(
          "Invalid intensity: "
              + intensity
              + ". Must be between "
              + MIN_INTENSITY
              + " and "
              + MAX_INTENSITY);
    }
    // -0.0 and 0.0 are the same setting and must be equal records.
    intensity += 0.0;
  }

  /** Parameters in the key's own mode. */
  public GenerationParameters(Key key, Tempo tempo, double intensity) {
    this(key, tempo, intensity, Optional.empty());
  }

  /** The mode that sounds: the one asked for, or else the key's own. */
  public Mode soundingMode() {
    return mode.orElse(key.mode());
  }

  /** The key with the mode that sounds. */
  public Tonality tonality() {
    return new Tonality(key, soundingMode());
  }

  public GenerationParameters withKey(Key newKey) {
    return new GenerationParameters(newKey, tempo, intensity, mode);
  }

  public GenerationParameters withTempo(Tempo newTempo) {
    return new GenerationParameters(key, newTempo, intensity, mode);
  }

  public GenerationParameters withIntensity(double newIntensity) {
    return new GenerationParameters(key, tempo, newIntensity, mode);
  }

  /** The same in another mode; empty goes back to the key's own. */
  public GenerationParameters withMode(Optional<Mode> newMode) {
    return new GenerationParameters(key, tempo, intensity, newMode);
  }
}
