package io.auralis.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs JMH with allocation counted, writes {@code target/benchmarks.json} and prints a table.
 *
 * <p>Arguments are JMH's own: a regular expression of benchmarks, {@code -p voices=32} and so on.
 */
public final class Benchmarks {

  private static final Path JSON = Path.of("target", "benchmarks.json");
  private static final String ROW = "| %-30s | %-52s | %10s | %10s | %10s | %-5s | %12s |%n";

  private Benchmarks() {}

  /** Runs what the arguments choose; exits with 1 if a benchmark failed. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(JSON.getParent());
    try {
      CommandLineOptions chosen = new CommandLineOptions(args);
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .parent(chosen)
                      .addProfiler(GCProfiler.class)
                      .resultFormat(ResultFormatType.JSON)
                      .result(JSON.toString())
                      .build())
              .run();
      print(results);
    } catch (CommandLineOptionException | RunnerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void print(Collection<RunResult> results) {
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        ROW,
        "benchmark",
        "parameters",
        "score/p50",
        "+-/p95",
        "p99",
        "unit",
        "bytes/op");
    System.out.printf(Locale.ROOT, ROW, "---", "---", "---", "---", "---", "---", "---");
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark();
      List<String> shown = new ArrayList<>();
      params.getParamsKeys().forEach(key -> shown.add(key + "=" + params.getParam(key)));
      Result<?> primary = result.getPrimaryResult();
      Statistics times = primary.getStatistics();
      boolean sampled = params.getMode() == org.openjdk.jmh.annotations.Mode.SampleTime;
      System.out.printf(
          Locale.ROOT,
          ROW,
          name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
          String.join(" ", shown),
          number(sampled ? times.getPercentile(50) : primary.getScore()),
          number(sampled ? times.getPercentile(95) : primary.getScoreError()),
          sampled ? number(times.getPercentile(99)) : "",
          sampled ? "ms" : "x",
          allocated(result));
    }
    System.out.println("All figures: " + JSON);
  }

  private static String allocated(RunResult result) {
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().contains("gc.alloc.rate.norm")) {
        return number(secondary.getScore());
      }
    }
    return "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
  }
}
