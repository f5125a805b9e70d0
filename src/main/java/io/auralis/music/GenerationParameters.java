package io.auralis.music;

import java.util.Objects;

/**
 * What a listener controls: key, tempo, and how dense and bright the music is. The ranges are those
 * that the product specification gives clients.
 *
 * @param intensity 0 (sparse, dark) to 1 (dense, bright)
 */
public record GenerationParameters(Key key, Tempo tempo, double intensity) {

  public static final double MIN_INTENSITY = 0.0;
  public static final double MAX_INTENSITY = 1.0;

  /**
   * @throws IllegalArgumentException if the intensity is out of range; the message names it
   */
  public GenerationParameters {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(tempo, "tempo");
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

  public GenerationParameters withKey(Key newKey) {
    return new GenerationParameters(newKey, tempo, intensity);
  }

  public GenerationParameters withTempo(Tempo newTempo) {
    return new GenerationParameters(key, newTempo, intensity);
  }

  public GenerationParameters withIntensity(double newIntensity) {
    return new GenerationParameters(key, tempo, newIntensity);
  }
}
