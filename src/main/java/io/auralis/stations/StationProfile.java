package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.music.GenerationParameters;

/**
 * What a station is, and what it begins with. Immutable.
 *
 * @param id a name, or for a personal station the secret of its link
 * @param kind shared or personal
 * @param title for people
 * @param seed decides the music
 * @param parameters to begin with
 * @param effects whether it has reverb, delay and limiter
 * @param controlRule who may control it
 */
public record StationProfile(
    String id,
    StationKind kind,
    String title,
    long seed,
    GenerationParameters parameters,
    boolean effects,
    ControlRule controlRule) {}
