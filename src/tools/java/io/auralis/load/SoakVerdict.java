package io.auralis.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether a soak's figures are flat, figure by figure.
 *
 * <p>What counts is what came after the warm-up. A figure is flat if the median of its last third
 * is not above the median of its first third by more than its allowance. Medians, because a
 * collection or a burst of connections between two samples says nothing about a leak.
 *
 * @param figures one each
 * @param listeners median of those that were there
 */
record SoakVerdict(List<Figure> figures, double listeners) {

  /** Two for each third. */
  static final int FEWEST_SAMPLES = 6;

  /** Pages that a heap touches for the first time, and the allocator's scatter. */
  private static final double MEMORY_SHARE = 0.03;

  /** A connection that is being made while the sample is taken. */
  private static final double FILES = 3;

  private static final double THREADS = 2;

  /**
   * A figure's course.
   *
   * @param name with its unit
   * @param from median of the first third
   * @param to median of the last third
   * @param allowance how far it may rise
   */
  record Figure(String name, double from, double to, double allowance) {

    double rise() {
      return to - from;
    }

    boolean flat() {
      return rise() <= allowance;
    }
  }

  /** Judges the samples from this second on. */
  static SoakVerdict of(List<SoakSample> samples, double warmupSeconds) {
    List<SoakSample> counted =
        samples.stream().filter(sample -> sample.seconds() >= warmupSeconds).toList();
    if (counted.size() < FEWEST_SAMPLES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d samples after the warm-up are too few; %d are needed",
              counted.size(),
              FEWEST_SAMPLES));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(memory("resident memory, MB", counted, SoakSample::residentMb));
    if (counted.stream().noneMatch(sample -> Double.isNaN(sample.nativeMb()))) {
      figures.add(memory("native memory of the JVM, MB", counted, SoakSample::nativeMb));
    }
    figures.add(memory("buffers outside the heap, MB", counted, SoakSample::directMb));
    figures.add(figure("open files beside sessions", counted, SoakSample::files, FILES));
    figures.add(figure("threads", counted, SoakSample::threads, THREADS));
    return new SoakVerdict(List.copyOf(figures), median(counted, SoakSample::listeners));
  }

  boolean flat() {
    return figures.stream().allMatch(Figure::flat);
  }

  private static Figure memory(
      String name, List<SoakSample> samples, ToDoubleFunction<SoakSample> value) {
    Figure figure = figure(name, samples, value, 0);
    return new Figure(name, figure.from, figure.to, Math.max(1, MEMORY_SHARE * figure.from));
  }

  private static Figure figure(
      String name, List<SoakSample> samples, ToDoubleFunction<SoakSample> value, double allowance) {
    int third = samples.size() / 3;
    return new Figure(
        name,
        median(samples.subList(0, third), value),
        median(samples.subList(samples.size() - third, samples.size()), value),
        allowance);
  }

  private static double median(List<SoakSample> samples, ToDoubleFunction<SoakSample> value) {
    double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
