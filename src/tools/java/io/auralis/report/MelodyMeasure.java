package io.auralis.report;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.List;

/** What the melody is made of: tones of the chord as it sounds, of the scale, passing, others. */
final class MelodyMeasure implements Measure {

  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;
  private static final int WHOLE_TONE = 2;
  private static final int LOWEST = 57;
  private static final int HIGHEST = 81;
  private static final int EASY_LEAP = 7;

  private long notes;
  private long chordTones;
  private long scaleTones;
  private long passingTones;
  private long strong;
  private long strongChordTones;
  private long outOfRange;
  private long leaps;
  private long steps;
  private long restBars;
  private long bars;

  @Override
  public void station() {}

  @Override
  public void add(Phrase phrase) {
    List<Note> line =
        phrase.notes().stream().filter(note -> note.instrument() == Instrument.LEAD).toList();
    boolean[] sung = new boolean[phrase.bars()];
    for (int i = 0; i < line.size(); i++) {
      Note note = line.get(i);
      classify(phrase, line, i);
      outOfRange += note.pitch() < LOWEST || note.pitch() > HIGHEST ? 1 : 0;
      if (i > 0) {
        steps++;
        leaps += Math.abs(note.pitch() - line.get(i - 1).pitch()) > EASY_LEAP ? 1 : 0;
      }
      for (long tick = note.onsetTicks(); tick < note.endTicks(); tick += TICKS_PER_EIGHTH) {
        sung[(int) (tick / Phrase.TICKS_PER_BAR)] = true;
      }
    }
    for (boolean bar : sung) {
      bars++;
      restBars += bar ? 0 : 1;
    }
  }

  private void classify(Phrase phrase, List<Note> line, int i) {
    Note note = line.get(i);
    long eighth = Math.round((double) note.onsetTicks() / TICKS_PER_EIGHTH);
    ChordSpan span = chordAt(phrase, eighth * TICKS_PER_EIGHTH);
    Tonality tonality = span.chord().tonality();
    boolean chordTone =
        span.chord().pitchClasses().contains(note.pitch() % 12)
            || span.voicing().stream().anyMatch(tone -> tone % 12 == note.pitch() % 12);
    notes++;
    if (eighth % 4 == 0) {
      strong++;
      strongChordTones += chordTone ? 1 : 0;
    }
    if (chordTone) {
      chordTones++;
    } else if (tonality.contains(note.pitch())) {
      scaleTones++;
      passingTones += i > 0 && i + 1 < line.size() && passes(line, i) ? 1 : 0;
    }
  }

  /** Reached and left by step in one direction. */
  private static boolean passes(List<Note> line, int i) {
    int in = line.get(i).pitch() - line.get(i - 1).pitch();
    int out = line.get(i + 1).pitch() - line.get(i).pitch();
    return in * out > 0 && Math.abs(in) <= WHOLE_TONE && Math.abs(out) <= WHOLE_TONE;
  }

  private static ChordSpan chordAt(Phrase phrase, long tick) {
    return phrase.chords().stream()
        .filter(span -> tick < span.endTicks())
        .findFirst()
        .orElse(phrase.chords().get(phrase.chords().size() - 1));
  }

  @Override
  public List<Measurement> results() {
    double all = notes;
    List<Measurement> results = new ArrayList<>();
    results.add(
        Measurement.atLeast(
            "melody onsets on chord or scale tones", (chordTones + scaleTones) / all, 0.97));
    results.add(Measurement.within("  on chord tones", chordTones / all, 0.62, 0.78));
    results.add(
        Measurement.within("  on scale tones", (scaleTones - passingTones) / all, 0.17, 0.33));
    results.add(Measurement.within("  on passing tones", passingTones / all, 0.02, 0.10));
    results.add(
        Measurement.atLeast(
            "strong beats on chord tones", (double) strongChordTones / strong, 0.99));
    results.add(Measurement.none("melody notes outside A3 to A5", outOfRange));
    results.add(Measurement.atMost("leaps wider than a fifth", (double) leaps / steps, 0.03));
    results.add(Measurement.information("melody onsets", String.valueOf(notes)));
    results.add(
        Measurement.within("bars in which the melody rests", (double) restBars / bars, 0.05, 0.95));
    return results;
  }
}
