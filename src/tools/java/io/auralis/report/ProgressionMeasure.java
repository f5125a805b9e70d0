package io.auralis.report;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Phrase;
import io.auralis.composition.TransitionMatrix;
import io.auralis.music.Chord;
import io.auralis.music.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which chord followed which, held against the matrices, and how keys were changed. */
final class ProgressionMeasure implements Measure {

  private static final double SMALLEST_P = 0.01;

  private final Map<Mode, int[][]> counts = new EnumMap<>(Mode.class);
  private Chord last;
  private long modulations;
  private long pivots;
  private long related;

  @Override
  public void station() {
    last = null;
  }

  @Override
  public void add(Phrase phrase) {
    for (ChordSpan span : phrase.chords()) {
      Chord chord = span.chord();
      if (last != null && last.tonality().equals(chord.tonality())) {
        TransitionMatrix matrix = TransitionMatrix.of(chord.tonality().mode());
        int size = matrix.states().size();
        int[][] rows = counts.computeIfAbsent(chord.tonality().mode(), mode -> new int[size][size]);
        rows[matrix.stateOf(last.roman())][matrix.stateOf(chord.roman())]++;
      } else if (last != null) {
        modulations++;
        boolean pivot = belongs(last, chord) || belongs(chord, last);
        pivots += pivot ? 1 : 0;
        boolean common =
            last.pitchClasses().stream().anyMatch(tone -> chord.pitchClasses().contains(tone));
        related += pivot || common ? 1 : 0;
      }
      last = chord;
    }
  }

  /** Whether the tonality of {@code other} knows the triad of {@code chord}. */
  private static boolean belongs(Chord chord, Chord other) {
    List<Integer> triad = chord.pitchClasses().subList(0, 3);
    return TransitionMatrix.of(other.tonality().mode()).states().stream()
        .anyMatch(roman -> new Chord(other.tonality(), roman).pitchClasses().equals(triad));
  }

  @Override
  public List<Measurement> results() {
    List<Measurement> results = new ArrayList<>();
    counts.forEach((mode, rows) -> results.addAll(test(mode, rows)));
    if (modulations > 0) {
      results.add(Measurement.information("changes of key or mode", modulations + ""));
      results.add(
          Measurement.atLeast("  by a chord of both keys", (double) pivots / modulations, 0.4));
      results.add(
          Measurement.atLeast(
              "  by a chord of both keys or a common tone", (double) related / modulations, 0.9));
    }
    return results;
  }

  private static List<Measurement> test(Mode mode, int[][] rows) {
    TransitionMatrix matrix = TransitionMatrix.of(mode);
    double statistic = 0;
    int freedom = 0;
    int reached = 0;
    long total = 0;
    for (int from = 0; from < rows.length; from++) {
      double[] expected = matrix.row(from);
      int sum = Arrays.stream(rows[from]).sum();
      total += sum;
      for (int to = 0; to < rows.length; to++) {
        double deviation = rows[from][to] - sum * expected[to];
        statistic += sum == 0 ? 0 : deviation * deviation / (sum * expected[to]);
      }
      freedom += sum == 0 ? 0 : rows.length - 1;
      int state = from;
      reached += Arrays.stream(rows).anyMatch(row -> row[state] > 0) ? 1 : 0;
    }
    String name = mode.displayName();
    return List.of(
        new Measurement(
            String.format(Locale.ROOT, "chord transitions, %s: chi-square p (n = %d)", name, total),
            String.format(Locale.ROOT, "%.3f", ChiSquare.p(statistic, freedom)),
            "> " + SMALLEST_P,
            ChiSquare.p(statistic, freedom) > SMALLEST_P),
        new Measurement(
            "chords reached, " + name,
            reached + " of " + rows.length,
            "all",
            reached == rows.length));
  }
}
