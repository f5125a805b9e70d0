package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.preset.PresetBook;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** The shared stations of the configuration, from whatever sources they come. */
class SharedStationsTest {

  /** The first 8 bytes of {@code printf 7/a | sha256sum}. */
  private static final long SEED_OF_7_A = 0x681ebd31f1942012L;

  @Test
  void withoutAnyStationThereIsMain() {
    assertThat(stations())
        .containsExactly(
            new SharedStation(
                "main",
                "main",
                Optional.empty(),
                new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5),
                OptionalLong.empty(),
                false,
                ControlMode.OPEN));
  }

  @Test
  void allFieldsAreRead() {
    SharedStation expected =
        new SharedStation(
            "deep-sleep",
            "Deep ${sleep} \u00e4",
            Optional.of("sleep"),
            new GenerationParameters(Key.E_MINOR, new Tempo(48), 0.15, Optional.of(Mode.PHRYGIAN)),
            OptionalLong.of(-9223372036854775808L),
            true,
            ControlMode.LOCKED);
    Map<String, String> fields =
        Map.of(
            "title", " Deep ${sleep} \u00e4\t",
            "preset", "sleep",
            "key", "E minor",
            "mode", "phrygian",
            "bpm", "48",
            "intensity", "0.15",
            "seed", "-9223372036854775808",
            "effects", "true",
            "control", "locked");

    assertThat(fields.keySet()).isEqualTo(Setting.STATION_FIELDS.keySet());
    assertThat(station("deep-sleep", environment("DEEP_SLEEP", fields))).isEqualTo(expected);
    assertThat(station("deep-sleep", dotEnv("DEEP_SLEEP", fields))).isEqualTo(expected);
    assertThat(station("deep-sleep", yaml("deep-sleep", fields))).isEqualTo(expected);
    assertThat(station("deep-sleep", systemProperties("deep-sleep", fields))).isEqualTo(expected);
  }

  @Test
  void eachFieldAloneMakesAStation() {
    Map<String, String> values =
        Map.of(
            "title", "Tea",
            "preset", "deep",
            "key", "C major",
            "mode", "dorian",
            "bpm", "40",
            "intensity", "1",
            "seed", "0",
            "effects", "false",
            "control", "open");
    values.forEach(
        (field, value) -> {
          Map<String, String> one = Map.of(field, value);
          for (ConfigSource source :
              List.of(
                  environment("X_1", one),
                  dotEnv("X_1", one),
                  yaml("x-1", one),
                  systemProperties("x-1", one))) {
            assertThat(stations(source))
                .as("%s from %s", field, source.getName())
                .extracting(SharedStation::name)
                .containsExactly("main", "x-1");
          }
        });
  }

  @Property(tries = 200)
  void theEnvironmentAloneNamesEachStation(@ForAll("names") String name) {
    Map<String, String> environment = new HashMap<>();
    for (Setting field : Setting.ofStation(name)) {
      assertThat(StationKey.ofVariable(field.variable()))
          .contains(
              new StationKey(
                  name, field.property().substring(field.property().lastIndexOf('.') + 1)))
          .isEqualTo(StationKey.ofProperty(field.property()));
    }
    environment.put(
        Setting.named("auralis.stations." + name + ".title").variable(), "Title of " + name);

    assertThat(station(name, new EnvConfigSource(environment, 300)).title())
        .isEqualTo("Title of " + name);
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .withChars("abcxyz0189-")
            .withCharRange('a', 'z')
            .ofMinLength(1)
            .ofMaxLength(32);
    // Names that look like fields, and like settings
    return Arbitraries.oneOf(
            any, Arbitraries.of("title", "my-title", "seed-seed", "x-control", "default-bpm", "-"))
        .filter(StationNames::isAllowed);
  }

  @Test
  void sourcesMergeByField() {
    ConfigSource environment = environment("DEEP_SLEEP", Map.of("bpm", "60", "title", " "));
    ConfigSource dotEnv = dotEnv("DEEP_SLEEP", Map.of("bpm", "61", "intensity", "0.25"));
    ConfigSource yaml =
        yaml("deep-sleep", Map.of("bpm", "62", "intensity", "0.5", "title", "From the file"));

    SharedStation station = station("deep-sleep", environment, dotEnv, yaml);

    assertThat(station.parameters().tempo()).isEqualTo(new Tempo(60));
    assertThat(station.parameters().intensity()).isEqualTo(0.25);
    assertThat(station.title()).isEqualTo("From the file");
    assertThat(stations(environment, dotEnv, yaml)).hasSize(2);
  }

  @Test
  void anEmptyValueMakesNoStation() {
    assertThat(stations(environment("X", Map.of("title", "", "seed", " \n")))).hasSize(1);
    assertThat(station("x", environment("X", Map.of("title", "", "seed", "1"))).title())
        .isEqualTo("x");
  }

  @Test
  void stationsOfTheActiveProfileOnlyAreThere() {
    ConfigSource yaml =
        new YamlConfigSource(
            "application.yaml",
            """
            auralis: {stations: {a: {seed: 1}}}
            "%test": {auralis: {stations: {a: {seed: 2}, b: {seed: 3}}}}
            "%dev": {auralis: {stations: {c: {seed: 4}}}}
            """,
            265);

    SmallRyeConfig config = builder(yaml).withProfile("test").build();

    assertThat(SharedStations.of(config, config.getConfigMapping(AuralisConfig.class)))
        .extracting(SharedStation::name, SharedStation::seed)
        .contains(tuple("a", OptionalLong.of(2)), tuple("b", OptionalLong.of(3)))
        .hasSize(3);
  }

  @Test
  void mainIsFirstAndTheOthersFollowByName() {
    assertThat(
            stations(
                environment("ZEN", Map.of("seed", "1")),
                environment("MAIN", Map.of("title", "Everybody's")),
                environment("A", Map.of("seed", "1")),
                environment("2", Map.of("seed", "1"))))
        .extracting(SharedStation::name)
        .containsExactly("main", "2", "a", "zen");
  }

  @Test
  void whatAPresetSaysCountsUnlessAFieldSaysOtherwise() {
    GenerationParameters focus =
        PresetBook.bundled().presets().stream()
            .filter(preset -> preset.id().equals("focus"))
            .findFirst()
            .orElseThrow()
            .parameters();
    ConfigSource defaults =
        new EnvConfigSource(
            Map.of("AURALIS_DEFAULT_KEY", "B major", "AURALIS_DEFAULT_BPM", "123"), 300);

    assertThat(parameters(defaults, Map.of("preset", "focus"))).isEqualTo(focus);
    assertThat(parameters(defaults, Map.of("preset", "focus", "bpm", "99")))
        .isEqualTo(focus.withTempo(new Tempo(99)));
    assertThat(parameters(defaults, Map.of("preset", "focus", "intensity", "0")))
        .isEqualTo(focus.withIntensity(0));
    assertThat(parameters(defaults, Map.of("preset", "focus", "mode", "lydian")))
        .isEqualTo(focus.withMode(Optional.of(Mode.LYDIAN)));
    // A key without a mode has its own, as in a control.
    assertThat(parameters(defaults, Map.of("preset", "focus", "key", "G major")))
        .isEqualTo(focus.withKey(Key.G_MAJOR).withMode(Optional.empty()));
    assertThat(parameters(defaults, Map.of("preset", "focus", "key", "G major", "mode", "dorian")))
        .isEqualTo(focus.withKey(Key.G_MAJOR).withMode(Optional.of(Mode.DORIAN)));
    assertThat(parameters(defaults, Map.of("intensity", "0.75")))
        .isEqualTo(new GenerationParameters(Key.B_MAJOR, new Tempo(123), 0.75));
    assertThat(parameters(defaults, Map.of("mode", "lydian")))
        .isEqualTo(
            new GenerationParameters(Key.B_MAJOR, new Tempo(123), 0.5, Optional.of(Mode.LYDIAN)));
  }

  @Test
  void seedsFollowFromTheOneOfTheServiceAndTheName() {
    ConfigSource seed = new EnvConfigSource(Map.of("AURALIS_SEED", "7"), 300);

    assertThat(station("main", seed).seed()).hasValue(7);
    assertThat(station("main", seed, environment("MAIN", Map.of("seed", "8"))).seed()).hasValue(8);
    assertThat(station("a", seed, environment("A", Map.of("seed", "8"))).seed()).hasValue(8);
    assertThat(station("a", environment("A", Map.of("title", "A"))).seed()).isEmpty();
    assertThat(station("a", seed, environment("A", Map.of("title", "A"))).seed())
        .hasValue(SharedStations.seedOf(7, "a"))
        .hasValue(SEED_OF_7_A);
    assertThat(SharedStations.seedOf(7, "b")).isNotEqualTo(SEED_OF_7_A);
    assertThat(SharedStations.seedOf(8, "a")).isNotEqualTo(SEED_OF_7_A);
  }

  @Test
  void theTokenIsWhatControlsIfThereIsOne() {
    ConfigSource token = new EnvConfigSource(Map.of("AURALIS_CONTROL_TOKEN", "sesame"), 300);

    assertThat(station("main", token).control()).isEqualTo(ControlMode.TOKEN);
    assertThat(station("a", token, environment("A", Map.of("seed", "1"))).control())
        .isEqualTo(ControlMode.TOKEN);
    assertThat(station("a", token, environment("A", Map.of("control", "open"))).control())
        .isEqualTo(ControlMode.OPEN);
    assertThat(station("a", token, environment("A", Map.of("control", "token"))).control())
        .isEqualTo(ControlMode.TOKEN);
    assertThat(station("main", token, environment("MAIN", Map.of("control", "locked"))).control())
        .isEqualTo(ControlMode.LOCKED);
  }

  @Test
  void effectsAreThoseOfTheServiceUnlessAStationSaysOtherwise() {
    ConfigSource on = new EnvConfigSource(Map.of("AURALIS_ENABLE_EFFECTS", "true"), 300);

    assertThat(station("a", on, environment("A", Map.of("seed", "1"))).effects()).isTrue();
    assertThat(station("a", on, environment("A", Map.of("effects", "false"))).effects()).isFalse();
    assertThat(station("main", on).effects()).isTrue();
  }

  @Test
  void aWrongStationIsNotRead() {
    assertThatThrownBy(() -> stations(environment("A", Map.of("bpm", "300"))))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "AURALIS_STATIONS_A_BPM=300 is not allowed: it must be a whole number from 40 to 200");
  }

  @Test
  void theExamplesOfTheDocumentMeanTheSame() throws IOException {
    String document = Files.readString(Path.of("docs/configuration.md"));
    ConfigSource file = new YamlConfigSource("application.yaml", example(document, "yaml"), 265);
    ConfigSource variables =
        new EnvConfigSource(DotEnvFile.of(example(document, "sh")).variables(), 297);

    assertThat(stations(file)).hasSize(3).isEqualTo(stations(variables));
  }

  private static String example(String document, String language) {
    String begin = "```" + language + "\n";
    int from = document.indexOf(begin) + begin.length();
    return document.substring(from, document.indexOf("```", from));
  }

  @Test
  void personalStationsHaveLimits() {
    PersonalStationSettings standard =
        builder().build().getConfigMapping(AuralisConfig.class).personalStations();

    assertThat(standard)
        .isEqualTo(new PersonalStationSettings(Duration.ofMinutes(10), 1000, 10, 60));
    assertThat(standard.enabled()).isTrue();
    assertThat(
            builder(new EnvConfigSource(Map.of("AURALIS_MAX_STATIONS", "0"), 300))
                .build()
                .getConfigMapping(AuralisConfig.class)
                .personalStations()
                .enabled())
        .isFalse();
  }

  private static GenerationParameters parameters(
      ConfigSource defaults, Map<String, String> fields) {
    return station("a", defaults, environment("A", fields)).parameters();
  }

  private static SharedStation station(String name, ConfigSource... sources) {
    return stations(sources).stream()
        .filter(station -> station.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no station " + name));
  }

  private static List<SharedStation> stations(ConfigSource... sources) {
    SmallRyeConfig config = builder(sources).build();
    return SharedStations.of(config, config.getConfigMapping(AuralisConfig.class));
  }

  private static SmallRyeConfigBuilder builder(ConfigSource... sources) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new LiteralValues(), new SettingValues())
        .withMapping(AuralisConfig.class)
        .withValidateUnknown(false)
        .withSources(new DerivedSettings())
        .withSources(sources);
  }

  private static ConfigSource environment(String name, Map<String, String> fields) {
    return new EnvConfigSource(variables(name, fields), 300);
  }

  private static ConfigSource dotEnv(String name, Map<String, String> fields) {
    StringBuilder file = new StringBuilder();
    variables(name, fields)
        .forEach((variable, value) -> file.append(variable + "=\"" + value + "\" # said\n"));
    return new EnvConfigSource(DotEnvFile.of(file.toString()).variables(), 297);
  }

  private static Map<String, String> variables(String name, Map<String, String> fields) {
    Map<String, String> variables = new HashMap<>();
    fields.forEach(
        (field, value) ->
            variables.put(
                "AURALIS_STATIONS_" + name + "_" + field.toUpperCase(Locale.ROOT), value));
    return variables;
  }

  private static ConfigSource yaml(String name, Map<String, String> fields) {
    StringBuilder file = new StringBuilder("auralis:\n  stations:\n    " + name + ":\n");
    fields.forEach((field, value) -> file.append("      " + field + ": \"" + value + "\"\n"));
    return new YamlConfigSource("application.yaml", file.toString(), 265);
  }

  private static ConfigSource systemProperties(String name, Map<String, String> fields) {
    Map<String, String> properties = new HashMap<>();
    fields.forEach(
        (field, value) -> properties.put("auralis.stations." + name + "." + field, value));
    return new PropertiesConfigSource(properties, "system properties", 400);
  }
}
