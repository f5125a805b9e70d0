package io.auralis.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What lies above and around the music: rare bells on tones of the chord, and a breath of noise.
 */
final class Shimmer {

  /** The octave and a half of the bells, in MIDI pitches. */
  private static final int LOWEST_BELL = 76;

  private static final int BELL_OCTAVES = 1;
  private static final int SEMITONES_PER_OCTAVE = 12;
  private static final int EIGHTHS_PER_BAR = 8;
  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;

  /**
   * A bell is let go when its chord ends, so that it does not ring into one that it clashes with.
   */
  private static final long LONGEST_RING_TICKS = 2L * Phrase.TICKS_PER_BEAT;

  private static final double HUMAN_MILLISECONDS = 30;

  /** A breath lasts half a phrase; the next one begins in its release. */
  private static final int BREATH_BARS = Phrase.BARS / 2;

  private Shimmer() {}

  static List<Note> compose(List<SoundingChord> chords, Texture texture, Random random) {
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < Phrase.BARS; bar++) {
      // Always the same draws, so that more intensity adds bells and moves none.
      boolean rings = random.nextDouble() < texture.bellChance();
      Note bell = bell(bar, chords, texture, random);
      if (rings) {
        notes.add(bell);
      }
      if (bar % BREATH_BARS == 0) {
        notes.add(breath(bar, texture, random));
      }
    }
    return notes;
  }

  private static Note bell(int bar, List<SoundingChord> chords, Texture texture, Random random) {
    long late = (long) texture.ticks(HUMAN_MILLISECONDS * random.nextDouble());
    long onset =
        (long) bar * Phrase.TICKS_PER_BAR
            + (long) random.nextInt(EIGHTHS_PER_BAR) * TICKS_PER_EIGHTH
            + late;
    ChordSpan chord = chordAt(onset, chords);
    List<Integer> tones = chord.voicing();
    int tone = tones.get(random.nextInt(tones.size()));
    int pitch =
        LOWEST_BELL
            + Math.floorMod(tone - LOWEST_BELL, SEMITONES_PER_OCTAVE)
            + SEMITONES_PER_OCTAVE * random.nextInt(BELL_OCTAVES + 1);
    return new Note(
        Instrument.BELL,
        pitch,
        onset,
        Math.min(LONGEST_RING_TICKS, chord.endTicks() - onset),
        texture.velocity(Instrument.BELL) * (0.7 + 0.6 * random.nextDouble()),
        1.4 * random.nextDouble() - 0.7,
        texture.brightness(Instrument.BELL));
  }

  private static Note breath(int bar, Texture texture, Random random) {
    return new Note(
        Instrument.BREATH,
        texture.parameters().key().rootMidi(),
        (long) bar * Phrase.TICKS_PER_BAR,
        (long) BREATH_BARS * Phrase.TICKS_PER_BAR,
        texture.velocity(Instrument.BREATH) * (0.8 + 0.4 * random.nextDouble()),
        0.6 * random.nextDouble() - 0.3,
        texture.brightness(Instrument.BREATH));
  }

  private static ChordSpan chordAt(long tick, List<SoundingChord> chords) {
    for (SoundingChord chord : chords) {
      if (tick < chord.span().endTicks()) {
        return chord.span();
      }
    }
    return chords.get(chords.size() - 1).span();
  }
}
