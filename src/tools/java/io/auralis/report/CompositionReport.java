package io.auralis.report;

import io.auralis.render.Performance;
import java.util.List;

/** Draft. */
public final class CompositionReport {
  private CompositionReport() {}

  public static void main(String[] args) {
    if (args[0].equals("audio")) {
      AudioMeasure audio = new AudioMeasure();
      new Performance(
              Long.parseLong(args[1]),
              Station.DEFAULTS,
              Integer.parseInt(args[2]),
              Boolean.parseBoolean(args[3]))
          .play(audio::add);
      print(audio.results());
      return;
    }
    CompositionMeasures measures =
        new CompositionMeasures(Double.parseDouble(args[0]), Integer.parseInt(args[1]), text -> {});
    print(measures.defaults());
    print(List.of(Measurement.information("TOUR", "")));
    print(measures.tour());
    print(measures.intensities());
  }

  private static void print(List<Measurement> all) {
    for (Measurement each : all) {
      System.out.printf(
          "%-70s %20s %12s %s%n",
          each.name(), each.value(), each.bound(), each.passed() ? "" : "FAILED");
    }
  }
}
