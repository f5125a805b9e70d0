package io.auralis.composition;

import io.auralis.music.GenerationParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Composes ambient music: slow chords that glide into each other, a bass under them, a sparse
 * melody made of motifs that return, soft strokes and swells. A pure function without state; any
 * thread may call it.
 */
public final class AmbientComposer implements Composer {

  private static final int ATTEMPTS = 32;
  private static final int WIDEST_SHIFT = 4;

  @Override
  public String name() {
    return "ambient";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Phrase compose(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous) {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(previous, "previous");
    try {
      PhraseEnding known = Chapters.known(phraseIndex, previous);
      return new Draft(stationSeed, phraseIndex, parameters, known).phrase();
    } catch (IllegalArgumentException e) {
      throw new CompositionException("Cannot compose phrase " + phraseIndex, e);
    }
  }

  private record Draft(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous) {

    Phrase phrase() {
      Texture texture = new Texture(parameters, Arcs.at(stationSeed, previous.elapsedMicros()));
      Accompaniment accompaniment =
          Accompaniment.compose(
              ChordProgression.compose(
                  parameters, previous, texture, random(Randomness.Part.HARMONY)),
              previous,
              texture,
              random(Randomness.Part.VOICING),
              random(Randomness.Part.ACCOMPANIMENT));
      List<SoundingChord> chords = accompaniment.chords();

      Random melodyRandom = random(Randomness.Part.MELODY);
      MotifMemory motifs = Motif.choose(previous.motifs(), melodyRandom);
      Motif motif = Motif.of(stationSeed, motifs.current());
      List<Note> melody = melody(motif, chords, texture, melodyRandom);

      List<Note> notes = new ArrayList<>(accompaniment.notes());
      notes.addAll(melody);
      notes.addAll(Percussion.compose(chords, texture, random(Randomness.Part.PERCUSSION)));
      notes.addAll(Shimmer.compose(chords, texture, random(Randomness.Part.SHIMMER)));

      List<ChordSpan> spans = chords.stream().map(SoundingChord::span).toList();
      PhraseEnding ending =
          PhraseEnding.of(
              spans,
              notes,
              motifs,
              previous.melody().with(melody),
              previous.elapsedMicros() + Phrase.micros(parameters.tempo(), Phrase.BARS));
      return new Phrase(phraseIndex, parameters, Phrase.BARS, spans, notes, ending);
    }

    /** A melody that has not been sung lately; a rest if the motif gives nothing else. */
    private List<Note> melody(
        Motif motif, List<SoundingChord> chords, Texture texture, Random random) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        // Another place in the scale, since the same tune from the same place might end the same.
        int shift = attempt == 0 ? 0 : random.nextInt(2 * WIDEST_SHIFT + 1) - WIDEST_SHIFT;
        List<Note> melody =
            Melody.compose(motif, chords, previous.melodyPitch(), shift, texture, random);
        if (!previous.melody().wouldRecur(melody)) {
          return melody;
        }
      }
      return List.of();
    }

    private Random random(Randomness.Part part) {
      return Randomness.of(stationSeed, phraseIndex, part);
    }
  }
}
