package io.auralis.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.ProfileConfigSourceInterceptor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The shared stations that the sources of settings name, each by a field that exists.
 *
 * <p>SmallRye Config cannot tell: it reads {@code AURALIS_STATIONS_DEEP_SLEEP_TITLE} as {@code
 * auralis.stations.deep.sleep.title} unless a file has the station as well. {@link StationKey} has
 * the rule that holds without a file. Immutable.
 *
 * @param names those that stations may have, sorted
 * @param wrong those that they may not have, each with the first name in the sources that holds it
 */
record StationNames(SortedSet<String> names, SortedMap<String, String> wrong) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  /** 128 bits in base 32, as the ids of personal stations are. */
  private static final Pattern PERSONAL = Pattern.compile("[a-z2-7]{26}");

  /** {@code /ws/stream?station=new} makes a personal station. */
  private static final String NEW = "new";

  /**
   * Looks through sources.
   *
   * @param profiles the active ones
   */
  static StationNames among(Iterable<ConfigSource> sources, List<String> profiles) {
    SortedSet<String> names = new TreeSet<>();
    SortedMap<String, String> wrong = new TreeMap<>();
    for (ConfigSource source : sources) {
      if (DotEnvSource.isQuarkusReadingOfIt(source)) {
        continue;
      }
      for (String typed : new TreeSet<>(source.getPropertyNames())) {
        String active = ProfileConfigSourceInterceptor.activeName(typed, profiles);
        Optional<StationKey> key =
            source instanceof EnvConfigSource
                ? StationKey.ofVariable(active)
                : StationKey.ofProperty(active);
        key.filter(StationKey::isField)
            .map(StationKey::station)
            .ifPresent(
                name -> {
                  if (isAllowed(name)) {
                    names.add(name);
                  } else {
                    wrong.putIfAbsent(name, typed);
                  }
                });
      }
    }
    return new StationNames(names, wrong);
  }

  /** Whether a shared station may have a name. */
  static boolean isAllowed(String name) {
    return NAME.matcher(name).matches() && !PERSONAL.matcher(name).matches() && !name.equals(NEW);
  }

  /** The line that says that a name is not allowed, and what is. */
  static String refused(Map.Entry<String, String> wrong) {
    String name = wrong.getKey();
    String allowed;
    if (!NAME.matcher(name).matches()) {
      allowed = "1 to 32 lower-case letters a to z, digits and hyphens";
    } else if (name.equals(NEW)) {
      allowed = "another one: new asks for a personal station";
    } else {
      allowed = "another one: 26 letters and digits are the id of a personal station";
    }
    return String.format(
        Locale.ROOT,
        "%s is not allowed: the station's name is %s, and it must be %s",
        Setting.shown(wrong.getValue()),
        Setting.shown(name),
        allowed);
  }
}
