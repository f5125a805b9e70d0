package io.auralis.composition;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Music for the tests to look at: stations that play some phrases in a row. */
final class Compositions {

  static final double[] INTENSITIES = {0, 0.2, 0.5, 0.8, 1};
  static final int[] TEMPI = {40, 70, 90, 91, 120, 200};

  private static final int SEEDS = 2;
  private static final int PHRASES = 4;
  private static final List<Phrase> ALL = playAll();

  private Compositions() {}

  static GenerationParameters parameters(double intensity) {
    return new GenerationParameters(Key.A_MINOR, new Tempo(70), intensity);
  }

  static List<Phrase> play(long seed, GenerationParameters parameters, int phrases) {
    Composer composer = new AmbientComposer();
    List<Phrase> played = new ArrayList<>();
    PhraseEnding ending = PhraseEnding.none();
    for (int index = 0; index < phrases; index++) {
      Phrase phrase = composer.compose(seed, index, parameters, ending);
      played.add(phrase);
      ending = phrase.ending();
    }
    return played;
  }

  /** Checks every phrase of many stations: all keys, several intensities, tempi and seeds. */
  static void forEvery(Consumer<Phrase> check) {
    ALL.forEach(check);
  }

  static List<Note> notes(Phrase phrase, Instrument instrument) {
    return phrase.notes().stream().filter(note -> note.instrument() == instrument).toList();
  }

  static boolean overlap(Note one, Note other) {
    return one.onsetTicks() < other.endTicks() && other.onsetTicks() < one.endTicks();
  }

  static ChordSpan chordAt(Phrase phrase, long ticks) {
    return phrase.chords().stream()
        .filter(chord -> chord.startTicks() <= ticks && ticks < chord.endTicks())
        .findFirst()
        .orElseThrow();
  }

  private static List<Phrase> playAll() {
    List<Phrase> all = new ArrayList<>();
    for (Key key : Key.values()) {
      for (double intensity : INTENSITIES) {
        for (int bpm : TEMPI) {
          for (long seed = 0; seed < SEEDS; seed++) {
            GenerationParameters parameters =
                new GenerationParameters(key, new Tempo(bpm), intensity);
            all.addAll(play(seed + 100L * bpm, parameters, PHRASES));
          }
        }
      }
    }
    return List.copyOf(all);
  }
}
