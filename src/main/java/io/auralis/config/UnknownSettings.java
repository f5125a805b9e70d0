package io.auralis.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SysPropConfigSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Names that look like settings and that nothing reads: most are a slip of the finger. */
final class UnknownSettings {

  private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
  private static final Pattern LOCATION = Pattern.compile("\\[source=(.+)]$");

  private static final Set<String> VARIABLES =
      Setting.all().stream().map(Setting::variable).collect(Collectors.toUnmodifiableSet());

  private UnknownSettings() {}

  /**
   * The variables that nothing reads, a line each.
   *
   * @param variables of the environment or a file
   * @param place what to call that
   */
  static List<String> amongVariables(Map<String, String> variables, String place) {
    return variables.keySet().stream()
        .filter(name -> upper(name).startsWith(Setting.VARIABLE_PREFIX))
        .filter(name -> !VARIABLES.contains(upper(name)))
        .filter(name -> StationKey.ofVariable(name).filter(StationKey::isField).isEmpty())
        .filter(name -> !isServiceLink(name, variables.keySet()))
        .sorted()
        .map(name -> line(name, place, nearest(name).variable()))
        .toList();
  }

  /** The keys of files and system properties that nothing reads, a line each. */
  static List<String> amongSources(Iterable<ConfigSource> sources) {
    List<String> lines = new ArrayList<>();
    for (ConfigSource source : sources) {
      if (source instanceof EnvConfigSource) {
        // Those are variables.
        continue;
      }
      Set<String> unknown = new TreeSet<>();
      for (String name : source.getPropertyNames()) {
        String key = PROFILE.matcher(name).replaceFirst("").replaceFirst("\\[.*", "");
        // A dotted key of YAML is one name in quotes.
        if (upper(key.replace("\"", "")).startsWith(Setting.VARIABLE_PREFIX)
            && Setting.named(key) == null
            && StationKey.ofProperty(key).filter(StationKey::isField).isEmpty()) {
          unknown.add(key);
        }
      }
      unknown.forEach(key -> lines.add(line(key, place(source), nearest(key).property())));
    }
    return lines;
  }

  private static String line(String name, String place, String nearest) {
    return String.format(
        Locale.ROOT,
        "%s in %s is no setting, and nothing reads it; the nearest one is %s",
        name,
        place,
        nearest);
  }

  /** The name as a variable. */
  private static String upper(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static String place(ConfigSource source) {
    if (source instanceof SysPropConfigSource) {
      return "the system properties";
    }
    Matcher location = LOCATION.matcher(source.getName());
    if (!location.find()) {
      return "the configuration";
    }
    try {
      Path file = Path.of(URI.create(location.group(1)));
      Path here = Path.of("").toAbsolutePath();
      return (file.startsWith(here) ? here.relativize(file) : file).toString();
    } catch (RuntimeException e) {
      // Within an archive, say.
      return location.group(1);
    }
  }

  /** Kubernetes sets some for every Service, and one may be called auralis. */
  private static boolean isServiceLink(String name, Set<String> variables) {
    Predicate<String> ofService =
        host -> {
          String service = host.substring(0, host.length() - "_SERVICE_HOST".length());
          return variables.contains(service + "_SERVICE_PORT")
              && (name.startsWith(service + "_SERVICE_")
                  || name.equals(service + "_PORT")
                  || name.startsWith(service + "_PORT_"));
        };
    return variables.stream().filter(host -> host.endsWith("_SERVICE_HOST")).anyMatch(ofService);
  }

  /** One that has all of the words, as CONTROL_TOKEN has TOKEN; else one that is spelt alike. */
  private static Setting nearest(String name) {
    String plain = name.replace("\"", "");
    String variable = upper(plain);
    List<String> words =
        Arrays.stream(variable.split("_")).filter(word -> !word.isEmpty()).toList();
    Comparator<Setting> byWords =
        Comparator.comparing(setting -> !List.of(setting.variable().split("_")).containsAll(words));
    return Stream.concat(Setting.all().stream(), fields(plain, words).stream())
        .min(byWords.thenComparingInt(setting -> distance(variable, setting.variable())))
        .orElseThrow();
  }

  /** The fields of the station that a name seems to mean; those of an example if it has none. */
  private static List<Setting> fields(String name, List<String> words) {
    if (words.size() < 2 || distance(words.get(1), "STATIONS") > 2) {
      return List.of();
    }
    return Setting.ofStation(
        StationKey.ofProperty(name)
            .map(StationKey::station)
            .orElseGet(
                () ->
                    words.size() < 4
                        ? "name"
                        : String.join("-", words.subList(2, words.size() - 1))
                            .toLowerCase(Locale.ROOT)));
  }

  /**
   * How many characters have to be put in, taken out, exchanged or swapped with their neighbour to
   * make one text of another (the optimal string alignment distance).
   */
  static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        steps[i][j] =
            Math.min(
                Math.min(steps[i - 1][j], steps[i][j - 1]) + 1,
                steps[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
