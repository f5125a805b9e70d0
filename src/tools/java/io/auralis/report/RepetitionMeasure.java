package io.auralis.report;

import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a station says something twice. Onsets count by the eighth that they belong to and
 * velocities not at all, so that a human touch alone does not make a repeat something new.
 */
final class RepetitionMeasure implements Measure {

  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;
  private static final int EIGHTHS_PER_BAR = 8;
  private static final int WINDOW_BARS = 4;
  private static final double MEMORY_SECONDS = 600;

  /** Fewer notes in four bars are no melody. */
  private static final int FEWEST_NOTES = 3;

  private final Set<List<Integer>> phrases = new HashSet<>();
  private final Map<List<Integer>, Double> melodies = new HashMap<>();
  private final List<List<Integer>> bars = new ArrayList<>();
  private double seconds;
  private long equalPhrases;
  private long phraseCount;
  private long recurrences;
  private long windows;

  @Override
  public void station() {
    phrases.clear();
    melodies.clear();
    bars.clear();
    seconds = 0;
  }

  @Override
  public void add(Phrase phrase) {
    if (phrase.bars() == Phrase.BARS) {
      phraseCount++;
      equalPhrases += phrases.add(score(phrase)) ? 0 : 1;
    }
    double barSeconds = phrase.parameters().tempo().barSeconds();
    for (List<Integer> bar : melody(phrase)) {
      bars.add(bar);
      seconds += barSeconds;
      hear();
    }
  }

  /** Instrument, pitch and eighth of every note that has a pitch. */
  private static List<Integer> score(Phrase phrase) {
    return phrase.notes().stream()
        .filter(note -> note.instrument() != Instrument.BREATH)
        .map(note -> (note.instrument().ordinal() * 128 + note.pitch()) * 128 + eighth(note))
        .toList();
  }

  private static List<List<Integer>> melody(Phrase phrase) {
    List<List<Integer>> melody = new ArrayList<>();
    for (int bar = 0; bar < phrase.bars(); bar++) {
      melody.add(new ArrayList<>());
    }
    for (Note note : phrase.notes()) {
      int eighth = eighth(note);
      int bar = Math.min(phrase.bars() - 1, eighth / EIGHTHS_PER_BAR);
      if (note.instrument() == Instrument.LEAD) {
        melody.get(bar).add(note.pitch() * EIGHTHS_PER_BAR + eighth % EIGHTHS_PER_BAR);
      }
    }
    return melody;
  }

  /** Looks at the four bars that have just ended. */
  private void hear() {
    if (bars.size() < WINDOW_BARS) {
      return;
    }
    List<Integer> window = new ArrayList<>();
    int sung = 0;
    int notes = 0;
    for (List<Integer> bar : bars.subList(bars.size() - WINDOW_BARS, bars.size())) {
      sung += bar.isEmpty() ? 0 : 1;
      notes += bar.size();
      window.addAll(bar);
      window.add(-1);
    }
    if (notes < FEWEST_NOTES || sung < 2) {
      return;
    }
    windows++;
    Double before = melodies.put(List.copyOf(window), seconds);
    recurrences += before != null && seconds - before <= MEMORY_SECONDS ? 1 : 0;
  }

  private static int eighth(Note note) {
    return (int) Math.round((double) note.onsetTicks() / TICKS_PER_EIGHTH);
  }

  @Override
  public List<Measurement> results() {
    return List.of(
        Measurement.none("equal phrases of a station, of " + phraseCount, equalPhrases),
        Measurement.none(
            "4-bar melodies that recur within 10 minutes, of " + windows, recurrences));
  }
}
