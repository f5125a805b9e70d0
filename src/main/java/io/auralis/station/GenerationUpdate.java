package io.auralis.station;

import io.auralis.music.GenerationParameters;
import java.util.Optional;

/**
 * What plays, or is about to.
 *
 * @param phraseId the phrase that carries the parameters
 * @param parameters key, tempo and intensity
 * @param nextPhraseInMillis milliseconds of station time until the next phrase begins
 * @param controlTimestamp the client's timestamp of the control that caused this, if it had one
 */
public record GenerationUpdate(
    String phraseId,
    GenerationParameters parameters,
    long nextPhraseInMillis,
    Optional<String> controlTimestamp) {

  /** An update that no control caused. */
  public GenerationUpdate(
      String phraseId, GenerationParameters parameters, long nextPhraseInMillis) {
    this(phraseId, parameters, nextPhraseInMillis, Optional.empty());
  }

  /** The same for a control that has another timestamp. */
  GenerationUpdate withTimestamp(Optional<String> timestamp) {
    return new GenerationUpdate(phraseId, parameters, nextPhraseInMillis, timestamp);
  }
}
