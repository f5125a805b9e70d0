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

  @Override
  public Phrase compose(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous) {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(previous, "previous");
    try {
      return new Draft(stationSeed, phraseIndex, parameters, previous).phrase();
    } catch (IllegalArgumentException e) {
      throw new CompositionException("Cannot compose phrase " + phraseIndex, e);
    }
  }

  private record Draft(
      long stationSeed, long phraseIndex, GenerationParameters parameters, PhraseEnding previous) {

    Phrase phrase() {
      Texture texture = new Texture(parameters);
      Accompaniment accompaniment =
          Accompaniment.compose(
              ChordProgression.compose(
                  parameters, previous, texture, random(Randomness.Part.HARMONY)),
              previous.voicing(),
              texture,
              random(Randomness.Part.VOICING),
              random(Randomness.Part.ACCOMPANIMENT));
      List<SoundingChord> chords = accompaniment.chords();

      Random melodyRandom = random(Randomness.Part.MELODY);
      Motif.Choice choice = Motif.choose(previous, melodyRandom);
      Motif motif = Motif.of(stationSeed, choice.motif());

      List<Note> notes = new ArrayList<>(accompaniment.notes());
      notes.addAll(Melody.compose(motif, chords, previous.melodyPitch(), texture, melodyRandom));
      notes.addAll(Percussion.compose(chords, texture, random(Randomness.Part.PERCUSSION)));

      notes.addAll(Shimmer.compose(chords, texture, random(Randomness.Part.SHIMMER)));

      List<ChordSpan> spans = chords.stream().map(SoundingChord::span).toList();
      PhraseEnding ending =
          PhraseEnding.of(spans, notes, choice.motif(), choice.newest(), choice.bars());
      return new Phrase(phraseIndex, parameters, Phrase.BARS, spans, notes, ending);
    }

    private Random random(Randomness.Part part) {
      return Randomness.of(stationSeed, phraseIndex, part);
    }
  }
}
