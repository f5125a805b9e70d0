package io.auralis.report;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Instrument;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Composes the stations that the report is about and measures them. */
final class CompositionMeasures {

  private static final double[] INTENSITIES = {0, 0.25, 0.5, 0.75, 1};

  /** Counting voices takes a block at a time, so a quarter of an hour of each station must do. */
  private static final int VOICE_PHRASES = 32;

  private static final int TIMED_PHRASES = 2_000;
  private static final double SLOWEST_MILLIS = 5;

  private final double hours;
  private final int seeds;
  private final Consumer<String> progress;

  CompositionMeasures(double hours, int seeds, Consumer<String> progress) {
    this.hours = hours;
    this.seeds = seeds;
    this.progress = progress;
  }

  /** Stations that nobody touches. */
  List<Measurement> defaults() {
    List<Measure> measures =
        List.of(
            new ProgressionMeasure(),
            new RepetitionMeasure(),
            new HarmonyMeasure(),
            new MelodyMeasure(),
            new PercussionMeasure(),
            new ArcMeasure(),
            new HandOverMeasure());
    for (long seed = 1; seed <= seeds; seed++) {
      progress.accept("defaults, seed " + seed + " of " + seeds);
      measures.forEach(Measure::station);
      Station.play(
          seed, hours, Station.DEFAULTS, phrase -> measures.forEach(each -> each.add(phrase)));
    }
    return results(measures);
  }

  /** Stations whose listeners turn key, mode, tempo and intensity all the time. */
  List<Measurement> tour() {
    List<Measure> measures =
        List.of(
            new ProgressionMeasure(),
            new RepetitionMeasure(),
            new HarmonyMeasure(),
            new MelodyMeasure(),
            new HandOverMeasure());
    for (long seed = 1; seed <= seeds; seed++) {
      progress.accept("all settings, seed " + seed + " of " + seeds);
      measures.forEach(Measure::station);
      Station.tour(seed, hours, phrase -> measures.forEach(each -> each.add(phrase)));
    }
    return results(measures);
  }

  /** Notes a bar at five intensities. */
  List<Measurement> intensities() {
    List<Measurement> results = new ArrayList<>();
    double[] all = new double[INTENSITIES.length];
    double[] lead = new double[INTENSITIES.length];
    for (int i = 0; i < INTENSITIES.length; i++) {
      progress.accept("intensity " + INTENSITIES[i]);
      PercussionMeasure drum = new PercussionMeasure();
      RepetitionMeasure repetition = new RepetitionMeasure();
      VoiceMeasure voices = new VoiceMeasure();
      long[] counts = new long[3];
      for (long seed = 1; seed <= seeds; seed++) {
        drum.station();
        repetition.station();
        voices.station();
        Station.play(
            seed,
            hours,
            Station.DEFAULTS.withIntensity(INTENSITIES[i]),
            phrase -> {
              drum.add(phrase);
              repetition.add(phrase);
              if (phrase.index() < VOICE_PHRASES) {
                voices.add(phrase);
              }
              counts[0] += phrase.notes().size();
              counts[1] += melodyNotes(phrase);
              counts[2] += phrase.bars();
            });
      }
      all[i] = (double) counts[0] / counts[2];
      lead[i] = (double) counts[1] / counts[2];
      String at = String.format(Locale.ROOT, "intensity %.2f: ", INTENSITIES[i]);
      repetition.results().forEach(each -> results.add(prefixed(at, each)));
      results.add(prefixed(at, drum.results().get(0)));
      voices.results().forEach(each -> results.add(prefixed(at, each)));
    }
    results.add(rising("notes a bar over the intensities", all));
    results.add(rising("melody notes a bar over the intensities", lead));
    results.add(
        new Measurement(
            "melody notes a bar at intensity 0", Measurement.text(lead[0]), "< 1", lead[0] < 1));
    return results;
  }

  /** How long a phrase takes, and whether the same seed gives the same hours. */
  List<Measurement> composing() {
    progress.accept("time to compose");
    AmbientComposer composer = new AmbientComposer();
    // Work, not time: another program on the machine must not break the bound.
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    PhraseEnding ending = PhraseEnding.none();
    double[] millis = new double[TIMED_PHRASES];
    for (int index = 0; index < 2 * TIMED_PHRASES; index++) {
      long began = clock.getCurrentThreadCpuTime();
      Phrase phrase = composer.compose(1, index, Station.DEFAULTS.withIntensity(1), ending);
      ending = phrase.ending();
      // The first half warms up.
      millis[index % TIMED_PHRASES] = (clock.getCurrentThreadCpuTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    progress.accept("checksums");
    long first = Checksum.of(1, hours);
    return List.of(
        Measurement.information(
            "composing a phrase, median, ms", String.format(Locale.ROOT, "%.2f", millis[1_000])),
        Measurement.atMost("composing a phrase, 99 of 100, ms", millis[1_980], SLOWEST_MILLIS),
        new Measurement(
            "checksum of the hours of seed 1, twice",
            Long.toHexString(first) + ", " + Long.toHexString(Checksum.of(1, hours)),
            "equal",
            first == Checksum.of(1, hours)));
  }

  private static long melodyNotes(Phrase phrase) {
    return phrase.notes().stream().filter(note -> note.instrument() == Instrument.LEAD).count();
  }

  private static Measurement prefixed(String at, Measurement each) {
    return new Measurement(at + each.name(), each.value(), each.bound(), each.passed());
  }

  private static Measurement rising(String name, double[] values) {
    boolean rises = true;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      rises &= i == 0 || values[i] > values[i - 1];
      text.append(i == 0 ? "" : ", ").append(Measurement.text(values[i]));
    }
    return new Measurement(name, text.toString(), "rising", rises);
  }

  private static List<Measurement> results(List<Measure> measures) {
    return measures.stream().flatMap(each -> each.results().stream()).toList();
  }
}
