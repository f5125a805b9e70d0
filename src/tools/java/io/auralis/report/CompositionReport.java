package io.auralis.report;

import io.auralis.audio.AudioFormat;
import io.auralis.render.Performance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Composes hours of many stations, renders an hour of one, measures both and prints every figure
 * beside its bound. Exits with 1 if a bound is broken, with 2 if an option is wrong.
 *
 * <p>Options: {@code --hours=8 --seeds=20} of composition; {@code --audio-seconds=3600 --seed=7} of
 * sound, 0 for none; {@code --images=docs/images} for the pictures, empty for none.
 */
public final class CompositionReport {

  private static final Set<String> OPTIONS =
      Set.of("hours", "seeds", "audio-seconds", "seed", "images");

  private static final long BYTES_PER_MINUTE =
      60L * AudioFormat.SAMPLE_RATE_HZ * AudioFormat.CHANNELS * Short.BYTES;

  private final Map<String, String> options;
  private final PrintStream out;
  private boolean passed = true;

  private CompositionReport(Map<String, String> options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Prints the report. */
  public static void main(String[] args) throws IOException {
    int exit;
    try {
      exit = new CompositionReport(parse(args), System.out).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      exit = 2;
    }
    System.exit(exit);
  }

  static Map<String, String> parse(String[] args) {
    Map<String, String> options = new TreeMap<>();
    for (String argument : String.join(" ", args).trim().split("\\s+")) {
      String[] parts = argument.split("=", 2);
      String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
      if (!argument.isEmpty() && (parts.length != 2 || !OPTIONS.contains(name))) {
        throw new IllegalArgumentException(
            "Unknown option: "
                + argument
                + ". Use --hours=8 --seeds=20 --audio-seconds=3600 --seed=7 --images=docs/images");
      }
      if (!argument.isEmpty()) {
        options.put(name, parts[1]);
      }
    }
    return options;
  }

  private boolean run() throws IOException {
    double hours = number("hours", "8", 0.1, 1_000);
    int seeds = (int) number("seeds", "20", 1, 10_000);
    int audioSeconds = (int) number("audio-seconds", "3600", 0, 86_400);
    long seed = seed(options.getOrDefault("seed", "7"));
    String images = options.getOrDefault("images", "docs/images");
    CompositionMeasures measures = new CompositionMeasures(hours, seeds, this::progress);
    String amount = Measurement.text(hours) + " h for each of " + seeds + " seeds";
    section("A minor, 70 bpm, intensity 0.5, " + amount, measures.defaults());
    section("Key, mode, tempo and intensity turned all the time, " + amount, measures.tour());
    section("Five intensities, " + amount, measures.intensities());
    section("Composing", measures.composing());
    if (audioSeconds > 0) {
      for (boolean effects : new boolean[] {false, true}) {
        section(
            audioSeconds + " s of sound, seed " + seed + (effects ? ", with effects" : ", dry"),
            sound(seed, audioSeconds, effects));
      }
    }
    if (!images.isEmpty()) {
      progress("pictures");
      Pictures.draw(seed, Path.of(images));
    }
    progress("");
    out.printf(Locale.ROOT, "%n%s%n", passed ? "Every bound is kept." : "A bound is broken.");
    return passed;
  }

  private List<Measurement> sound(long seed, int seconds, boolean effects) {
    AudioMeasure audio = new AudioMeasure();
    long[] bytes = new long[1];
    new Performance(seed, Station.DEFAULTS, seconds, effects)
        .play(
            pcm -> {
              audio.add(pcm);
              bytes[0] += pcm.length;
              if (bytes[0] % BYTES_PER_MINUTE < pcm.length) {
                progress("sound, minute " + bytes[0] / BYTES_PER_MINUTE + " of " + seconds / 60);
              }
            });
    return audio.results();
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid --seed: " + text + ". Must be a whole number of 64 bits", e);
    }
  }

  private double number(String name, String usual, double least, double most) {
    String text = options.getOrDefault(name, usual);
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw new IllegalArgumentException(
        "Invalid --"
            + name
            + ": "
            + text
            + ". Must be "
            + Measurement.text(least)
            + " to "
            + Measurement.text(most));
  }

  private void section(String title, List<Measurement> measurements) {
    progress("");
    out.printf(Locale.ROOT, "%n%s%n", title);
    for (Measurement each : measurements) {
      String verdict = each.bound().isEmpty() ? "" : each.passed() ? "ok" : "FAILED";
      out.printf(
          Locale.ROOT,
          "  %-72s %28s  %-18s %s%n",
          each.name(),
          each.value(),
          each.bound(),
          verdict);
      passed &= each.passed();
    }
    out.flush();
  }

  /** One line that is written over, on the error stream so that a file of the report is clean. */
  private void progress(String text) {
    System.err.printf(Locale.ROOT, "\r%-60s\r", text);
    System.err.flush();
  }
}
