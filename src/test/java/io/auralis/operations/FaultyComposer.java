package io.auralis.operations;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.composition.CompositionException;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Composes as the service does, or not at all when told. */
@Alternative
@Singleton
public class FaultyComposer implements Composer {

  private final Composer composer = new AmbientComposer();
  private volatile boolean broken;

  void breakDown(boolean now) {
    broken = now;
  }

  @Override
  public Phrase compose(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous) {
    if (broken) {
      throw new CompositionException("A pretended failure");
    }
    return composer.compose(stationSeed, phraseIndex, parameters, previous);
  }
}
