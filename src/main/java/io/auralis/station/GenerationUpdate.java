package io.auralis.station;

import io.auralis.music.GenerationParameters;

/**
 * What plays, or is about to.
 *
 * @param phraseId the phrase that carries the parameters
 * @param parameters key, tempo and intensity
 * @param nextPhraseInMillis milliseconds of station time until the next phrase begins
 */
public record GenerationUpdate(
    String phraseId, GenerationParameters parameters, long nextPhraseInMillis) {}
