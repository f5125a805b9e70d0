package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pads and bass: what is always there, so that the music is never silent. */
final class Accompaniment {

  /** How far apart the voices of a chord may enter, like fingers on strings. */
  private static final double STRUM_MILLISECONDS = 80;

  private static final double PAD_WIDTH = 0.6;
  private static final double BASS_ON_FIFTH_CHANCE = 0.15;
  private static final int FIFTH = 7;

  private final List<SoundingChord> chords = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  private Accompaniment() {}

  static Accompaniment compose(
      List<ChordProgression.Passage> passages,
      List<Integer> previousVoicing,
      Texture texture,
      Random voicingRandom,
      Random random) {
    Accompaniment result = new Accompaniment();
    List<Integer> voicing = previousVoicing;
    for (ChordProgression.Passage passage : passages) {
      voicing = Voicing.of(passage.chord(), voicing, texture, voicingRandom);
      ChordSpan span =
          new ChordSpan(
              passage.chord(),
              (long) passage.startBar() * Phrase.TICKS_PER_BAR,
              (long) passage.bars() * Phrase.TICKS_PER_BAR,
              voicing);
      SoundingChord chord = new SoundingChord(span, bass(span, random));
      result.chords.add(chord);
      result.play(chord, texture, random);
    }
    return result;
  }

  List<SoundingChord> chords() {
    return List.copyOf(chords);
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  /** The root, or now and then the fifth where a phrase is under way and nothing grates. */
  private static int bass(ChordSpan span, Random random) {
    Chord chord = span.chord();
    int root = Voicing.bassOf(chord.rootPitchClass());
    int fifth = Voicing.bassOf(chord.pitchClasses().get(2));
    boolean wanted = random.nextDouble() < BASS_ON_FIFTH_CHANCE && span.startTicks() > 0;
    boolean possible =
        SoundingChord.inScale(chord, fifth)
            && span.voicing().get(0) - fifth >= FIFTH
            && span.voicing().stream().noneMatch(pitch -> SoundingChord.clash(pitch, fifth));
    return wanted && possible ? fifth : root;
  }

  private void play(SoundingChord chord, Texture texture, Random random) {
    ChordSpan span = chord.span();
    int voices = span.voicing().size();
    for (int voice = 0; voice < voices; voice++) {
      // The lowest voice enters on time, so that no gap opens between two chords.
      double strum = voice == 0 ? 0 : STRUM_MILLISECONDS * (voice - random.nextDouble()) / voices;
      long onset = span.startTicks() + (long) texture.ticks(strum);
      double pan = PAD_WIDTH * (2.0 * voice / (voices - 1) - 1);
      double velocity = texture.velocity(Instrument.PAD) * vary(0.08, random);
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
    notes.add(
        new Note(
            Instrument.SUB,
            chord.bass(),
            span.startTicks(),
            span.durationTicks(),
            texture.velocity(Instrument.SUB) * vary(0.05, random),
            0,
            texture.brightness(Instrument.SUB)));
  }

  /** A factor around 1. */
  private static double vary(double amount, Random random) {
    return 1 + amount * (2 * random.nextDouble() - 1);
  }
}
