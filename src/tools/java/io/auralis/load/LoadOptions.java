package io.auralis.load;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the load program does.
 *
 * @param host the server; loopback unless another is named
 * @param port its port
 * @param format json, pcm or opus
 * @param listeners connections that read
 * @param stuck connections that never read
 * @param churn connections a second that come and go: a quarter of them never finishes the
 *     handshake, and they end in any {@link Ending}
 * @param ramp connections a second while the crowd comes
 * @param seconds how long to measure after the ramp
 * @param idle seconds to watch the server before anybody comes
 */
record LoadOptions(
    String host,
    int port,
    String format,
    int listeners,
    int stuck,
    int churn,
    int ramp,
    int seconds,
    int idle) {

  private static final Set<String> NAMES =
      Set.of("host", "port", "format", "listeners", "stuck", "churn", "ramp", "seconds", "idle");

  static LoadOptions parse(String[] arguments) {
    Map<String, String> given = new TreeMap<>();
    for (String argument : arguments) {
      String[] parts = argument.replaceFirst("^--", "").split("=", 2);
      if (parts.length != 2 || !NAMES.contains(parts[0])) {
        throw new IllegalArgumentException(
            argument + " is not an option; write --name=value with one of " + NAMES);
      }
      given.put(parts[0], parts[1]);
    }
    String format = given.getOrDefault("format", "opus");
    if (!Set.of("json", "pcm", "opus").contains(format)) {
      throw new IllegalArgumentException("--format=" + format + "; it must be json, pcm or opus");
    }
    return new LoadOptions(
        given.getOrDefault("host", "127.0.0.1"),
        number(given, "port", 8_000),
        format,
        number(given, "listeners", 100),
        number(given, "stuck", 0),
        number(given, "churn", 0),
        Math.max(1, number(given, "ramp", 2_000)),
        number(given, "seconds", 30),
        number(given, "idle", 5));
  }

  private static int number(Map<String, String> given, String name, int otherwise) {
    String value = given.getOrDefault(name, String.valueOf(otherwise));
    if (!value.matches("\\d{1,7}")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "--%s=%s; it must be a whole number, 0 or greater", name, value));
    }
    return Integer.parseInt(value);
  }
}
