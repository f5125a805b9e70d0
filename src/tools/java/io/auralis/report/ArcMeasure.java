package io.auralis.report;

import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How far the minutes of a station differ: the spread of five-minute means over its hours. */
final class ArcMeasure implements Measure {

  private static final double WINDOW_SECONDS = 300;

  private final List<Phrase> window = new ArrayList<>();
  private double seconds;
  private final Spread brightness = new Spread();
  private final Spread density = new Spread();
  private final Spread chordBars = new Spread();

  @Override
  public void station() {
    window.clear();
    seconds = 0;
    List.of(brightness, density, chordBars).forEach(Spread::station);
  }

  @Override
  public void add(Phrase phrase) {
    window.add(phrase);
    seconds += phrase.bars() * phrase.parameters().tempo().barSeconds();
    if (seconds >= WINDOW_SECONDS) {
      brightness.add(mean(p -> brightness(p)));
      density.add(mean(p -> (double) count(p, Instrument.LEAD) / p.bars()));
      chordBars.add(mean(p -> (double) p.bars() / p.chords().size()));
      window.clear();
      seconds = 0;
    }
  }

  private double mean(ToDoubleFunction<Phrase> value) {
    return window.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double brightness(Phrase phrase) {
    return phrase.notes().stream()
        .filter(note -> note.instrument() == Instrument.PAD)
        .mapToDouble(Note::brightness)
        .average()
        .orElseThrow();
  }

  private static long count(Phrase phrase, Instrument instrument) {
    return phrase.notes().stream().filter(note -> note.instrument() == instrument).count();
  }

  @Override
  public List<Measurement> results() {
    return List.of(
        Measurement.atLeast("arc of the pads' brightness over hours", brightness.mean(), 0.1),
        Measurement.atLeast("arc of melody notes a bar", density.mean(), 0.3),
        Measurement.atLeast("arc of bars a chord holds", chordBars.mean(), 0.5));
  }

  /** Largest less smallest, averaged over stations. */
  private static final class Spread {
    private final List<double[]> stations = new ArrayList<>();

    void station() {
      stations.add(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
    }

    void add(double value) {
      double[] range = stations.get(stations.size() - 1);
      range[0] = Math.min(range[0], value);
      range[1] = Math.max(range[1], value);
    }

    double mean() {
      return stations.stream()
          .filter(range -> range[1] >= range[0])
          .mapToDouble(range -> range[1] - range[0])
          .average()
          .orElse(0);
    }
  }
}
