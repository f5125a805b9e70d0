package io.auralis.report;

import java.util.ArrayList;
import java.util.List;

/** Draft. */
public final class CompositionReport {
  private CompositionReport() {}

  public static void main(String[] args) {
    CompositionMeasures measures =
        new CompositionMeasures(Double.parseDouble(args[0]), Integer.parseInt(args[1]), text -> {});
    List<Measurement> all = new ArrayList<>();
    all.addAll(measures.defaults());
    all.add(Measurement.information("TOUR", ""));
    all.addAll(measures.tour());
    all.addAll(measures.intensities());
    for (Measurement each : all) {
      System.out.printf(
          "%-70s %20s %12s %s%n",
          each.name(), each.value(), each.bound(), each.passed() ? "" : "FAILED");
    }
  }
}
