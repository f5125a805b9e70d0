package io.auralis.stations;

import io.auralis.music.GenerationParameters;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a listener wants its own station to be.
 *
 * @param parameters to begin with
 * @param effects whether it has reverb, delay and limiter; the server's default if nothing is said
 * @param seed of its music; a random one if nothing is said
 */
public record StationRequest(
    GenerationParameters parameters, Optional<Boolean> effects, OptionalLong seed) {}
