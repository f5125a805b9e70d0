package io.auralis.composition;

import io.auralis.music.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Soft low strokes that never settle into a beat, and swells of noise that lead into a chord. */
final class Percussion {

  /** The octave of the drum, in MIDI pitches. */
  private static final int LOWEST_KICK = 31;

  /** Where in a bar a stroke may fall, in eighths: the bar line is likely, never certain. */
  private static final int[] STROKES = {0, 0, 0, 3, 4, 5, 6};

  /** From a stroke to its answer in the same bar, in eighths. */
  private static final int[] ANSWERS = {2, 3};

  private static final int EIGHTHS_PER_BAR = 8;
  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;
  private static final double HUMAN_MILLISECONDS = 15;
  private static final double SWELL_SECONDS = 5;
  private static final int LONGEST_SWELL_BARS = 4;

  private Percussion() {}

  static List<Note> compose(List<SoundingChord> chords, Texture texture, Random random) {
    List<Note> notes = new ArrayList<>();
    kicks(texture, random, notes);
    swells(chords, texture, random, notes);
    return notes;
  }

  private static void kicks(Texture texture, Random random, List<Note> notes) {
    int last = Integer.MIN_VALUE / 2;
    int distance = 0;
    for (int bar = 0; bar < Phrase.BARS; bar++) {
      boolean struck = random.nextDouble() < texture.kickChance();
      boolean answered = random.nextDouble() < texture.secondKickChance();
      int place = STROKES[random.nextInt(STROKES.length)];
      int answer = place + ANSWERS[random.nextInt(ANSWERS.length)];
      // Three strokes at equal distances would be the beginning of a beat.
      int eighth = bar * EIGHTHS_PER_BAR + place;
      eighth += eighth - last != distance ? 0 : place > 0 ? -1 : 1;
      Note stroke = kick(eighth, 1, texture, random);
      Note echo = kick(bar * EIGHTHS_PER_BAR + answer, 0.7, texture, random);
      if (struck) {
        notes.add(stroke);
        distance = eighth - last;
        last = eighth;
      }
      int echoEighth = bar * EIGHTHS_PER_BAR + answer;
      if (struck && answered && answer < EIGHTHS_PER_BAR - 1 && echoEighth - last != distance) {
        notes.add(echo);
        distance = echoEighth - last;
        last = echoEighth;
      }
    }
  }

  private static Note kick(int eighth, double weight, Texture texture, Random random) {
    Key key = texture.parameters().key();
    long late = (long) texture.ticks(HUMAN_MILLISECONDS * random.nextDouble());
    double velocity = texture.velocity(Instrument.KICK) * (0.85 + 0.3 * random.nextDouble());
    return new Note(
        Instrument.KICK,
        LOWEST_KICK + Math.floorMod(key.rootMidi() - LOWEST_KICK, 12),
        (long) eighth * TICKS_PER_EIGHTH + late,
        TICKS_PER_EIGHTH,
        weight * velocity,
        0,
        texture.brightness(Instrument.KICK));
  }

  /** Each swell ends where a chord begins, the first of the next phrase included. */
  private static void swells(
      List<SoundingChord> chords, Texture texture, Random random, List<Note> notes) {
    double barSeconds = texture.parameters().tempo().barSeconds();
    int lengthBars =
        (int) Math.max(1, Math.min(LONGEST_SWELL_BARS, Math.round(SWELL_SECONDS / barSeconds)));
    int lastBar = 0;
    for (SoundingChord chord : chords) {
      int changeBar = (int) (chord.span().endTicks() / Phrase.TICKS_PER_BAR);
      double pan = 0.8 * random.nextDouble() - 0.4;
      double velocity = texture.velocity(Instrument.SWELL) * (0.9 + 0.2 * random.nextDouble());
      int wait = texture.swellBars() + random.nextInt(4);
      if (changeBar - lastBar < wait) {
        continue;
      }
      int bars = Math.min(lengthBars, changeBar - lastBar);
      notes.add(
          new Note(
              Instrument.SWELL,
              texture.parameters().key().rootMidi(),
              (long) (changeBar - bars) * Phrase.TICKS_PER_BAR,
              (long) bars * Phrase.TICKS_PER_BAR,
              velocity,
              pan,
              texture.brightness(Instrument.SWELL)));
      lastBar = changeBar;
    }
  }
}
