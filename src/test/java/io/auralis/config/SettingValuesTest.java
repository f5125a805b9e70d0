package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting means what the operator typed, from wherever it comes. */
class SettingValuesTest {

  private static final String TOKEN = "auralis.control-token";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a${b}c",
        "pa$$word",
        "x${",
        "${auralis.port}",
        "${x}$$\\u00e4",
        "${x}$$\u00e4",
        "\\${x}",
        "\\\\$\\$",
        "${x:y}",
        "${sealed::x}",
        "a,b\\,c",
        "\\",
        "#{x}",
        "'\"",
        "true"
      })
  void aValueIsLiteralFromEverySource(String value) {
    for (ConfigSource source : sources(value)) {
      assertThat(settings(source).controlToken()).as(source.getName()).contains(value);
      assertThat(config(source).getOptionalValue(TOKEN, String.class)).contains(value);
    }
  }

  @Property
  void whateverIsTypedArrives(
      @ForAll
          @Chars({'$', '{', '}', '\\', ':', ',', '#', 'a', ' ', '\u00e4'})
          @StringLength(min = 1, max = 12)
          String value) {
    for (ConfigSource source : sources(value)) {
      assertThat(settings(source).controlToken())
          .isEqualTo(Optional.of(value.strip()).filter(text -> !text.isEmpty()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production\n", " production", "\tproduction\r\n"})
  void spaceAroundAValueIsNoPartOfIt(String value) {
    for (ConfigSource source : sources("auralis.env", value)) {
      assertThat(settings(source).env()).isEqualTo("production");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n", "\t"})
  void anEmptyValueCountsAsNone(String value) throws ReflectiveOperationException {
    AuralisConfig standard = settings();
    for (Setting setting : Setting.all()) {
      for (ConfigSource source : sources(setting.property(), value)) {
        AuralisConfig settings = settings(source);
        Method method = AuralisConfig.class.getMethod(methodOf(setting));
        assertThat(method.invoke(settings))
            .as("%s from %s", setting.variable(), source.getName())
            .isEqualTo(method.invoke(standard));
      }
    }
  }

  @Test
  void beneathAnEmptyValueTheNextSourceCounts() {
    ConfigSource empty = new EnvConfigSource(Map.of("AURALIS_DEFAULT_BPM", " "), 300);
    ConfigSource alsoEmpty = new EnvConfigSource(Map.of("AURALIS_DEFAULT_BPM", ""), 297);
    ConfigSource yaml = new YamlConfigSource("application.yaml", "auralis: {default-bpm: 90}", 265);

    assertThat(settings(empty, alsoEmpty, yaml).defaultBpm()).isEqualTo(90);
    assertThat(settings(empty, alsoEmpty).defaultBpm()).isEqualTo(70);
    assertThat(
            settings(
                    new EnvConfigSource(Map.of("AURALIS_CONTROL_TOKEN", " "), 300),
                    new YamlConfigSource("yaml", "auralis: {control-token: 'a${b}'}", 265))
                .controlToken())
        .contains("a${b}");
  }

  @Test
  void aFieldOfAStationIsLiteralToo() {
    String title = "auralis.stations.deep-sleep.title";
    for (ConfigSource source :
        List.of(
            new EnvConfigSource(Map.of("AURALIS_STATIONS_DEEP_SLEEP_TITLE", " ${x}$$\\ "), 300),
            new PropertiesConfigSource(Map.of(title, " ${x}$$\\ "), "system properties", 400))) {
      SmallRyeConfig config = builder(source).withValidateUnknown(false).build();
      assertThat(config.getOptionalValue(title, String.class)).contains("${x}$$\\");
    }
  }

  @Test
  void aKeyOfTheServerGetsTheSameLiteralValue() {
    ConfigSource file =
        new PropertiesConfigSource(
            Map.of("quarkus.log.file.path", "${auralis.log-file}", "other", "at ${auralis.host}"),
            "application.yaml",
            255);
    ConfigSource environment =
        new EnvConfigSource(
            Map.of("AURALIS_LOG_FILE", " logs/${x}$$.log\n", "AURALIS_HOST", "127.0.0.2 "), 300);

    SmallRyeConfig config = config(file, environment);

    assertThat(config.getValue("quarkus.log.file.path", String.class)).isEqualTo("logs/${x}$$.log");
    assertThat(config.getValue("other", String.class)).isEqualTo("at 127.0.0.2");
    assertThat(config(file).getValue("quarkus.log.file.path", String.class))
        .isEqualTo("logs/auralis.log");
  }

  @Test
  void theActiveProfileStandsAboveTheRest() {
    ConfigSource yaml =
        new YamlConfigSource(
            "application.yaml", "auralis: {seed: 1}\n\"%test\": {auralis: {seed: ' 2 '}}", 265);
    ConfigSource empty = new EnvConfigSource(Map.of("AURALIS_SEED", ""), 300);

    assertThat(
            builder(yaml, empty)
                .withProfile("test")
                .build()
                .getConfigMapping(AuralisConfig.class)
                .seed())
        .contains(2L);
  }

  @Test
  void theFileThatShipsHoldsTheSameDefaults() throws IOException {
    ConfigSource file = new YamlConfigSource(getClass().getResource("/application.yaml"));

    assertThat(file.getPropertyNames()).contains("auralis.log-file");
    for (Setting setting : Setting.all()) {
      if (file.getValue(setting.property()) != null) {
        assertThat(file.getValue(setting.property())).isEqualTo(setting.standard());
      }
    }
  }

  private static List<ConfigSource> sources(String value) {
    return sources(TOKEN, value);
  }

  /** The same value from each kind of source, written as that kind wants it. */
  private static List<ConfigSource> sources(String name, String value) {
    Setting setting = Setting.named(name);
    String key = name.substring(Setting.PREFIX.length());
    return List.of(
        new EnvConfigSource(Map.of(setting.variable(), value), 300),
        new YamlConfigSource(
            "yaml", "auralis:\n  " + key + ": \"" + yamlEscaped(value) + "\"\n", 265),
        new PropertiesConfigSource(Map.of(name, value), "system properties", 400));
  }

  private static String yamlEscaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private static AuralisConfig settings(ConfigSource... sources) {
    return config(sources).getConfigMapping(AuralisConfig.class);
  }

  private static SmallRyeConfig config(ConfigSource... sources) {
    return builder(sources).build();
  }

  private static SmallRyeConfigBuilder builder(ConfigSource... sources) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new LiteralValues(), new SettingValues())
        .withMapping(AuralisConfig.class)
        .withSources(new DerivedSettings())
        .withSources(sources);
  }

  private static String methodOf(Setting setting) {
    return Pattern.compile("-([a-z])")
        .matcher(setting.property().substring(Setting.PREFIX.length()))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
