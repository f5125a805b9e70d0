package io.auralis.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a run with personal stations does.
 *
 * @param load host, port, format, the seconds of a measurement, and those of the idle server
 * @param steps how many stations play at each step, in ascending order; each step keeps the
 *     stations of the one before
 * @param untilItBreaks whether it goes on behind the last step, a quarter more each time
 * @param listenersPerStation listeners of each station; 0 measures idle ones
 * @param effects whether the stations have effects
 * @param rampSeconds over how long the stations of a step are made
 * @param warmUpSeconds what a step plays before it is measured
 * @param warmUpStations stations that play before everything else, so that the compilers finish
 * @param pid the server's process on this machine; 0 if only its metrics are asked for
 */
record StationsOptions(
    LoadOptions load,
    List<Integer> steps,
    boolean untilItBreaks,
    int listenersPerStation,
    boolean effects,
    int rampSeconds,
    int warmUpSeconds,
    int warmUpStations,
    long pid) {

  /** Where a table begins that names no steps. */
  private static final String FIRST_STEP = "10";

  private static final int WARM_UP_STATIONS = 50;
  private static final int MOST = 100_000;
  private static final Set<String> PASSED_ON = Set.of("host", "port", "format", "seconds", "idle");
  private static final Set<String> OWN =
      Set.of(
          "stations",
          "table",
          "until-it-breaks",
          "listeners-per-station",
          "effects",
          "ramp-seconds",
          "warm-up-seconds",
          "warm-up-stations",
          "pid");

  /** Options with which a run is one with personal stations. */
  private static final Set<String> MODES = Set.of("stations", "table", "until-it-breaks");

  /** Whether these arguments ask for personal stations. */
  static boolean meant(String[] arguments) {
    return Arrays.stream(arguments)
        .map(StationsOptions::split)
        .anyMatch(it -> MODES.contains(it[0]));
  }

  /**
   * @throws IllegalArgumentException if an argument is unknown or not allowed; the message names it
   */
  static StationsOptions parse(String[] arguments) {
    List<String> load = new ArrayList<>(List.of("--format=pcm", "--seconds=60"));
    Map<String, String> given = new TreeMap<>();
    for (String argument : arguments) {
      String[] parts = split(argument);
      if (PASSED_ON.contains(parts[0])) {
        load.add(argument);
      } else if (argument.startsWith("--") && OWN.contains(parts[0])) {
        given.put(parts[0], parts[1]);
      } else {
        throw new IllegalArgumentException(argument + " is not an option of stations; try --help");
      }
    }
    LoadOptions options = LoadOptions.parse(load.toArray(String[]::new));
    if (options.seconds() == 0) {
      throw new IllegalArgumentException("--seconds=0; it must be 1 or greater");
    }
    boolean table = given.containsKey("table");
    if (table && given.containsKey("stations")) {
      throw new IllegalArgumentException("--stations and --table exclude each other");
    }
    boolean untilItBreaks = flag(given, "until-it-breaks");
    return new StationsOptions(
        options,
        steps(table ? "table" : "stations", given),
        untilItBreaks,
        number(given, "listeners-per-station", 1, 0, MOST),
        flag(given, "effects"),
        number(given, "ramp-seconds", 10, 0, MOST),
        number(given, "warm-up-seconds", 10, 0, MOST),
        number(given, "warm-up-stations", table || untilItBreaks ? WARM_UP_STATIONS : 0, 0, MOST),
        number(given, "pid", 0, 0, Integer.MAX_VALUE));
  }

  private static String[] split(String argument) {
    String[] parts = argument.replaceFirst("^--", "").split("=", 2);
    return parts.length == 2 ? parts : new String[] {parts[0], ""};
  }

  private static List<Integer> steps(String name, Map<String, String> given) {
    String value = given.getOrDefault(name, FIRST_STEP);
    boolean one = name.equals("stations");
    String[] parts = value.split(",", -1);
    if ((one && parts.length > 1)
        || !Arrays.stream(parts).allMatch(part -> part.matches("[1-9]\\d{0,4}"))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--%s=%s; it must be %s of 1 to 99999",
              name,
              value,
              one ? "a whole number" : "whole numbers, separated by commas,"));
    }
    List<Integer> steps = Arrays.stream(parts).map(Integer::valueOf).toList();
    if (IntStream.range(1, steps.size()).anyMatch(i -> steps.get(i) <= steps.get(i - 1))) {
      throw new IllegalArgumentException(
          "--table=" + value + "; each step must have more stations");
    }
    return steps;
  }

  private static boolean flag(Map<String, String> given, String name) {
    String value = given.getOrDefault(name, "false");
    return switch (value) {
      case "", "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "--%s=%s; it must be true or false", name, value));
    };
  }

  private static int number(
      Map<String, String> given, String name, int otherwise, int least, int most) {
    String value = given.getOrDefault(name, String.valueOf(otherwise));
    long number = value.matches("\\d{1,10}") ? Long.parseLong(value) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--%s=%s; it must be a whole number from %d to %d",
              name,
              value,
              least,
              most));
    }
    return (int) number;
  }
}
