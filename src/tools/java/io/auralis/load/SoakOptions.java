package io.auralis.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a soak does.
 *
 * @param load host, port, listeners at a time, and seconds in all
 * @param stay seconds that a listener stays, on average
 * @param sample seconds from one look at the server to the next
 * @param warmup seconds that do not count, while caches and the heap fill
 * @param pid the server's process on this machine, for its native memory; 0 if it is not asked for
 * @param out directory of the report
 */
record SoakOptions(LoadOptions load, int stay, int sample, int warmup, long pid, String out) {

  private static final int LISTENERS = 200;
  private static final int SECONDS = 1_800;
  private static final Set<String> PASSED_ON = Set.of("host", "port", "listeners", "seconds");

  static SoakOptions parse(String[] arguments) {
    List<String> load =
        new ArrayList<>(List.of("--listeners=" + LISTENERS, "--seconds=" + SECONDS));
    int stay = 30;
    int sample = 10;
    int warmup = -1;
    long pid = 0;
    String out = "target/soak";
    for (String argument : arguments) {
      String[] parts = argument.replaceFirst("^--", "").split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      switch (parts[0]) {
        case "stay" -> stay = positive(argument, value);
        case "sample" -> sample = positive(argument, value);
        case "warmup" -> warmup = positive(argument, value);
        case "pid" -> pid = positive(argument, value);
        case "out" -> out = value;
        default -> {
          if (!PASSED_ON.contains(parts[0])) {
            throw new IllegalArgumentException(
                argument
                    + " is not an option of a soak; write --name=value with one of host, port,"
                    + " listeners, seconds, stay, sample, warmup, pid, out");
          }
          load.add(argument);
        }
      }
    }
    LoadOptions options = LoadOptions.parse(load.toArray(String[]::new));
    SoakOptions soak =
        new SoakOptions(
            options, stay, sample, warmup < 0 ? options.seconds() / 4 : warmup, pid, out);
    if ((options.seconds() - soak.warmup) / sample < SoakVerdict.FEWEST_SAMPLES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d seconds with %d of warm-up and a sample each %d are too few: %d samples are needed",
              options.seconds(),
              soak.warmup,
              sample,
              SoakVerdict.FEWEST_SAMPLES));
    }
    return soak;
  }

  /** The same load in another format. */
  LoadOptions in(String format) {
    return LoadOptions.parse(
        Arrays.asList("--host=" + load.host(), "--port=" + load.port(), "--format=" + format)
            .toArray(String[]::new));
  }

  private static int positive(String argument, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(argument + "; it must be a whole number above 0");
    }
    return Integer.parseInt(value);
  }
}
