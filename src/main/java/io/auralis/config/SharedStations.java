package io.auralis.config;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.preset.PresetBook;
import io.smallrye.config.SmallRyeConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the shared stations: {@code auralis.stations.<name>.<field>} in files, {@code
 * AURALIS_STATIONS_<NAME>_<FIELD>} in the environment and in {@code .env}. {@link StationFields}
 * has the fields.
 */
public final class SharedStations {

  /** The station that is always there, and that paths without a station mean. */
  public static final String MAIN = "main";

  /** Shared stations at most. */
  public static final int LIMIT = 100;

  private final Config config;
  private final AuralisConfig settings;

  private SharedStations(Config config, AuralisConfig settings) {
    this.config = config;
    this.settings = settings;
  }

  /**
   * All shared stations, {@code main} first and the others by name; at most {@value #LIMIT}.
   *
   * @param config that {@code settings} were read from
   * @throws InvalidSettingException if one is wrong; {@link StartCheck} reports it before
   */
  public static List<SharedStation> of(Config config, AuralisConfig settings) {
    StationNames found = names(config);
    Function<String, Optional<String>> values = name -> config.getOptionalValue(name, String.class);
    List<String> problems = StationsCheck.problems(found, values, Instant.now());
    if (!problems.isEmpty()) {
      throw new InvalidSettingException(String.join("; ", problems));
    }
    SharedStations stations = new SharedStations(config, settings);
    return Stream.concat(
            Stream.of(MAIN),
            StationsCheck.configured(found, values).stream().filter(name -> !name.equals(MAIN)))
        .map(stations::station)
        .toList();
  }

  /** The stations that the sources of a configuration name. */
  static StationNames names(Config config) {
    return StationNames.among(
        config.getConfigSources(), config.unwrap(SmallRyeConfig.class).getProfiles());
  }

  private SharedStation station(String name) {
    return new SharedStation(
        name,
        value(name, "title", String.class).orElse(name),
        value(name, "preset", String.class),
        parameters(name),
        seed(name),
        value(name, "effects", Boolean.class).orElseGet(settings::enableEffects),
        value(name, "control", String.class)
            .map(ControlMode::parse)
            .orElse(settings.controlToken().isPresent() ? ControlMode.TOKEN : ControlMode.OPEN));
  }

  /** As with a control over the stream, a key without a mode has its own. */
  private GenerationParameters parameters(String name) {
    GenerationParameters parameters =
        value(name, "preset", String.class).map(this::preset).orElseGet(settings::parameters);
    Optional<Key> key = value(name, "key", String.class).map(Key::parse);
    if (key.isPresent()) {
      parameters = parameters.withKey(key.get()).withMode(Optional.empty());
    }
    Optional<Mode> mode = value(name, "mode", String.class).map(Mode::parse);
    if (mode.isPresent()) {
      parameters = parameters.withMode(mode);
    }
    return parameters
        .withTempo(value(name, "bpm", Integer.class).map(Tempo::new).orElse(parameters.tempo()))
        .withIntensity(value(name, "intensity", Double.class).orElse(parameters.intensity()));
  }

  private GenerationParameters preset(String id) {
    return PresetBook.bundled().find(id).orElseThrow().parameters();
  }

  private OptionalLong seed(String name) {
    Optional<Long> own = value(name, "seed", Long.class);
    if (own.isPresent()) {
      return OptionalLong.of(own.get());
    }
    return settings
        .seed()
        .map(seed -> OptionalLong.of(name.equals(MAIN) ? seed : seedOf(seed, name)))
        .orElseGet(OptionalLong::empty);
  }

  /**
   * The seed of a station that has none, from the one of the service: replicas with the same
   * settings play the same. Must stay what it is, as the music that follows from it.
   */
  static long seedOf(long serviceSeed, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((serviceSeed + "/" + name).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private <T> Optional<T> value(String name, String field, Class<T> type) {
    return config.getOptionalValue(StationKey.PREFIX + name + "." + field, type);
  }
}
