package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pads and bass: what is always there, so that the music is never silent. */
final class Accompaniment {

  /** How far apart the voices of a chord may enter, like fingers on strings. */
  private static final double STRUM_MILLISECONDS = 80;

  private static final long TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;

  /** How far a whole chord may be softer or louder than the one before. */
  private static final double CHORD_DYNAMICS = 0.18;

  private static final double PAD_WIDTH = 0.6;

  private final Texture texture;
  private final Random random;
  private final List<SoundingChord> chords = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private Chord last;
  private List<Integer> voicing;

  private Accompaniment(PhraseEnding previous, Texture texture, Random random) {
    this.texture = texture;
    this.random = random;
    this.last = previous.chord().orElse(null);
    this.voicing = previous.voicing();
  }

  static Accompaniment compose(
      List<ChordProgression.Passage> passages,
      PhraseEnding previous,
      Texture texture,
      Random voicingRandom,
      Random random) {
    Accompaniment result = new Accompaniment(previous, texture, random);
    BassLine bass = new BassLine(previous.bass(), BassLine.pedal(texture, random), random);
    for (ChordProgression.Passage passage : passages) {
      SoundingChord chord = result.voice(passage, bass, voicingRandom);
      result.chords.add(chord);
      result.playPads(chord.span());
    }
    result.playBass(bass);
    return result;
  }

  List<SoundingChord> chords() {
    return List.copyOf(chords);
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  /** The best bass that a voicing fits over, and that voicing. */
  private SoundingChord voice(
      ChordProgression.Passage passage, BassLine bassLine, Random voicingRandom) {
    Chord chord = passage.chord();
    Voicing voicings = new Voicing(chord, voicing, chord.equals(last), texture, voicingRandom);
    for (int bass : bassLine.choices(chord)) {
      List<Integer> found = voicings.over(bass);
      if (!found.isEmpty()) {
        bassLine.take(bass);
        last = chord;
        voicing = found;
        return new SoundingChord(
            new ChordSpan(
                chord,
                (long) passage.startBar() * Phrase.TICKS_PER_BAR,
                (long) passage.bars() * Phrase.TICKS_PER_BAR,
                found),
            bass);
      }
    }
    throw new CompositionException("No voicing for " + chord.displayName());
  }

  private void playPads(ChordSpan span) {
    int voices = span.voicing().size();
    double loudness = texture.velocity(Instrument.PAD) * vary(CHORD_DYNAMICS);
    int unfold = texture.unfoldEighths((int) (span.durationTicks() / Phrase.TICKS_PER_BAR));
    for (int voice = 0; voice < voices; voice++) {
      // The lowest voice enters on time, so that no gap opens between two chords.
      double strum = voice == 0 ? 0 : STRUM_MILLISECONDS * (voice - random.nextDouble()) / voices;
      int late = voice == 0 ? 0 : random.nextInt(unfold + 1);
      long onset = span.startTicks() + late * TICKS_PER_EIGHTH + (long) texture.ticks(strum);
      double pan = PAD_WIDTH * (2.0 * voice / (voices - 1) - 1);
      double velocity = Math.min(1, loudness * vary(0.08));
      notes.add(
          new Note(
              Instrument.PAD,
              span.voicing().get(voice),
              onset,
              span.endTicks() - onset,
              velocity,
              // Neighbouring voices on opposite sides keep the middle of the chord apart.
              voice % 2 == 0 ? pan : -pan,
              texture.brightness(Instrument.PAD)));
    }
  }

  /** A note for each chord; a pedal is held through its chords. */
  private void playBass(BassLine bass) {
    for (int i = 0; i < chords.size(); ) {
      SoundingChord first = chords.get(i);
      int next = i + 1;
      while (next < chords.size()
          && bass.isPedal(first.bass())
          && chords.get(next).bass() == first.bass()) {
        next++;
      }
      long start = first.span().startTicks();
      notes.add(
          new Note(
              Instrument.SUB,
              first.bass(),
              start,
              chords.get(next - 1).span().endTicks() - start,
              Math.min(1, texture.velocity(Instrument.SUB) * vary(CHORD_DYNAMICS)),
              0,
              texture.brightness(Instrument.SUB)));
      i = next;
    }
  }

  /** A factor around 1. */
  private double vary(double amount) {
    return 1 + amount * (2 * random.nextDouble() - 1);
  }
}
