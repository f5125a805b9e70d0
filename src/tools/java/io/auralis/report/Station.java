package io.auralis.report;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Composes the hours of a station without audio. */
final class Station {

  /** What a station plays that nobody has touched. */
  static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private static final double CHANGE_CHANCE = 0.15;

  private Station() {}

  /** Plays one setting. */
  static void play(
      long seed, double hours, GenerationParameters parameters, Consumer<Phrase> listener) {
    Composer composer = new AmbientComposer();
    PhraseEnding ending = PhraseEnding.none();
    double seconds = 0;
    for (long index = 0; seconds < hours * 3600; index++) {
      Phrase phrase = composer.compose(seed, index, parameters, ending);
      listener.accept(phrase);
      ending = phrase.ending();
      seconds += phrase.bars() * parameters.tempo().barSeconds();
    }
  }

  /** Plays with listeners who turn everything, now and then in the middle of a phrase. */
  static void tour(long seed, double hours, Consumer<Phrase> listener) {
    Composer composer = new AmbientComposer();
    Random hands = new Random(seed);
    PhraseEnding ending = PhraseEnding.none();
    GenerationParameters parameters = turn(hands);
    double seconds = 0;
    for (long index = 0; seconds < hours * 3600; index++) {
      Phrase phrase = composer.compose(seed, index, parameters, ending);
      if (hands.nextDouble() < CHANGE_CHANCE) {
        phrase = phrase.cutAfter(1 + hands.nextInt(Phrase.BARS));
        parameters = turn(hands);
      }
      listener.accept(phrase);
      ending = phrase.ending();
      seconds += phrase.bars() * phrase.parameters().tempo().barSeconds();
    }
  }

  private static GenerationParameters turn(Random hands) {
    Key key = Key.values()[hands.nextInt(Key.values().length)];
    int bpm = Tempo.MIN_BPM + hands.nextInt(Tempo.MAX_BPM - Tempo.MIN_BPM + 1);
    Mode mode = Mode.values()[hands.nextInt(Mode.values().length)];
    return new GenerationParameters(
        key, new Tempo(bpm), hands.nextInt(101) / 100.0, Optional.of(mode));
  }
}
