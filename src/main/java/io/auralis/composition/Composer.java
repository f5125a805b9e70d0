package io.auralis.composition;

import io.auralis.music.GenerationParameters;

/**
 * Composes phrases. An implementation is a pure function of its arguments: equal arguments give
 * equal phrases, on any machine, in any process, in any order of calls. Replicas that play in step
 * rely on that. Implementations hold no mutable state and may be called from any thread.
 */
public interface Composer {

  /**
   * Composes one phrase.
   *
   * @param stationSeed what makes this station's music differ from another's
   * @param phraseIndex number of the phrase in its station, from 0
   * @param parameters key, tempo and intensity of the whole phrase
   * @param previous how the phrase before it ended, as it was heard; {@link PhraseEnding#none()}
   *     for the first
   * @return a phrase of {@link Phrase#BARS} bars that is never empty
   * @throws CompositionException if no phrase can be made of these arguments
   */
  Phrase compose(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous);

  /** What it is called where a phrase is written down: printable ASCII, 64 characters at most. */
  default String name() {
    return "unnamed";
  }

  /** Changes whenever equal arguments give other phrases than before; written like the name. */
  default String version() {
    return "0";
  }
}
