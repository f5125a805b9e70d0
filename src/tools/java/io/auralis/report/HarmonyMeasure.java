package io.auralis.report;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Voice leading, what grates, and how the bass walks. */
final class HarmonyMeasure implements Measure {

  private static final int WIDEST_PARALLEL = 5;
  private static final int C3 = 48;
  private static final int SMALLEST_LOW_INTERVAL = 5;

  private ChordSpan last;
  private Note lastBass;
  private double movement;
  private long changes;
  private long parallelJumps;
  private long clashes;
  private long mud;
  private long bassMoves;
  private long easyBassMoves;
  private long bassNotes;
  private long pedals;
  private long chords;
  private double bars;

  @Override
  public void station() {
    last = null;
    lastBass = null;
  }

  @Override
  public void add(Phrase phrase) {
    for (ChordSpan span : phrase.chords()) {
      if (last != null && !last.chord().equals(span.chord())) {
        lead(last.voicing(), span.voicing());
      }
      last = span;
      chords++;
    }
    bars += phrase.bars();
    List<Note> held =
        phrase.notes().stream()
            .filter(note -> note.instrument().compareTo(Instrument.SUB) <= 0)
            .toList();
    for (int i = 0; i < held.size(); i++) {
      for (int j = i + 1; j < held.size(); j++) {
        together(held.get(i), held.get(j));
      }
      if (held.get(i).instrument() == Instrument.SUB) {
        walk(held.get(i), phrase);
      }
    }
  }

  private void lead(List<Integer> from, List<Integer> to) {
    int total = 0;
    int leastUp = Integer.MAX_VALUE;
    int leastDown = Integer.MAX_VALUE;
    for (int voice = 0; voice < to.size(); voice++) {
      int pitch = to.get(voice);
      int before = from.size() == to.size() ? from.get(voice) : nearest(pitch, from);
      total += Math.abs(pitch - before);
      leastUp = Math.min(leastUp, pitch - before);
      leastDown = Math.min(leastDown, before - pitch);
    }
    movement += (double) total / to.size();
    changes++;
    parallelJumps += Math.max(leastUp, leastDown) > WIDEST_PARALLEL ? 1 : 0;
  }

  private static int nearest(int pitch, List<Integer> pitches) {
    return pitches.stream()
        .min((a, b) -> Integer.compare(Math.abs(a - pitch), Math.abs(b - pitch)))
        .orElseThrow();
  }

  private void together(Note one, Note other) {
    if (one.onsetTicks() >= other.endTicks() || other.onsetTicks() >= one.endTicks()) {
      return;
    }
    int interval = Math.abs(one.pitch() - other.pitch());
    clashes += interval % 12 == 1 ? 1 : 0;
    boolean low = Math.min(one.pitch(), other.pitch()) < C3;
    mud += low && interval > 0 && interval < SMALLEST_LOW_INTERVAL ? 1 : 0;
  }

  private void walk(Note bass, Phrase phrase) {
    bassNotes++;
    long under =
        phrase.chords().stream()
            .filter(span -> span.startTicks() >= bass.onsetTicks())
            .filter(span -> span.startTicks() < bass.endTicks())
            .count();
    pedals += under > 1 ? 1 : 0;
    if (lastBass != null && lastBass.pitch() != bass.pitch()) {
      int move = Math.abs(lastBass.pitch() - bass.pitch());
      bassMoves++;
      easyBassMoves += move <= 2 || move == 5 || move == 7 || move == 12 ? 1 : 0;
    }
    lastBass = bass;
  }

  @Override
  public List<Measurement> results() {
    List<Measurement> results = new ArrayList<>();
    results.add(Measurement.none("minor ninths and semitones between held voices", clashes));
    results.add(Measurement.none("intervals below a fourth under C3", mud));
    results.add(Measurement.atMost("mean movement of a voice, semitones", movement / changes, 2.5));
    results.add(
        Measurement.none("parallel jumps of all voices by more than a fourth", parallelJumps));
    results.add(
        Measurement.atLeast(
            "bass moves by step, fourth, fifth or octave",
            (double) easyBassMoves / bassMoves,
            0.7));
    results.add(Measurement.information("bass notes that are a pedal", percent(pedals, bassNotes)));
    results.add(
        Measurement.information(
            "bars that a chord holds", String.format(Locale.ROOT, "%.2f", bars / chords)));
    return results;
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }
}
