package io.auralis.benchmark;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes that all sound for half a minute, in about the mix that the composer uses at full
 * intensity: a quarter leads, an eighth basses, one swell, and pads, each of two oscillators.
 */
final class Ensemble {

  private Ensemble() {}

  /** A sequencer that holds so many notes from its first frame on. */
  static Sequencer of(int voices) {
    List<Note> notes = new ArrayList<>();
    int lead = voices / 4;
    for (int voice = 0; voice < voices - 1; voice++) {
      Instrument instrument =
          voice < lead ? Instrument.LEAD : voice % 8 == 7 ? Instrument.SUB : Instrument.PAD;
      notes.add(new Note(instrument, 45 + voice, 0, 8L * Phrase.TICKS_PER_BAR, 0.5, 0, 0.4));
    }
    notes.add(new Note(Instrument.SWELL, 60, 0, 8L * Phrase.TICKS_PER_BAR, 0.5, 0, 0.4));
    return playing(
        new Phrase(
            0,
            new GenerationParameters(Key.A_MINOR, new Tempo(60), 1),
            Phrase.BARS,
            List.of(),
            notes,
            PhraseEnding.none()));
  }

  /** A sequencer that holds the first phrase that the composer writes for a seed. */
  static Sequencer composed(long seed, double intensity) {
    return playing(
        new AmbientComposer()
            .compose(
                seed,
                0,
                new GenerationParameters(Key.A_MINOR, new Tempo(70), intensity),
                PhraseEnding.none()));
  }

  private static Sequencer playing(Phrase phrase) {
    ModelFiles files = ModelFiles.bundled();
    Sequencer sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    sequencer.schedule(phrase, 0);
    return sequencer;
  }
}
