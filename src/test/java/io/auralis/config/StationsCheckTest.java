package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a shared station stops the start, a line each. */
class StationsCheckTest {

  private static final String NAME = "1 to 32 lower-case letters a to z, digits and hyphens";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          preset    | Sleep               | one of focus, meditation, sleep, bright, deep
          preset    | none                | one of focus, meditation, sleep, bright, deep
          key       | H minor             | one of A minor, B minor, C minor,
          key       | a minor             | one of A minor, B minor, C minor,
          mode      | locrian             | one of aeolian, dorian, phrygian, major, lydian
          mode      | Dorian              | one of aeolian, dorian, phrygian, major, lydian
          bpm       | 39                  | a whole number from 40 to 200
          bpm       | 201                 | a whole number from 40 to 200
          bpm       | 70.5                | a whole number from 40 to 200
          bpm       | ${AURALIS_PORT}     | a whole number from 40 to 200
          intensity | -0.1                | a number from 0.0 to 1.0
          intensity | 1.01                | a number from 0.0 to 1.0
          intensity | NaN                 | a number from 0.0 to 1.0
          intensity | 0,5                 | a number from 0.0 to 1.0
          seed      | random              | a whole number
          seed      | 9223372036854775808 | a whole number
          seed      | 0x10                | a whole number
          effects   | yes                 | true or false
          effects   | True                | true or false
          control   | closed              | one of open, token, locked
          control   | Token               | one of open, token, locked
          title     | a\u0007b            | one line without control characters
          title     | a\uFFFD             | text in UTF-8; its bytes are something else
          """)
  void aWrongValueIsNamedWithItsVariableAndWhatIsAllowed(
      String field, String value, String allowed) {
    String variable = "AURALIS_STATIONS_DEEP_SLEEP_" + field.toUpperCase(Locale.ROOT);
    for (ConfigSource source :
        List.of(
            environment(Map.of(variable, value)),
            file(Map.of("auralis.stations.deep-sleep." + field, value)))) {
      assertThat(problems(source))
          .singleElement()
          .asString()
          .startsWith(variable + "=")
          .contains(" is not allowed: it must be " + allowed)
          .doesNotContain("\u0007");
    }
  }

  @Test
  void aTitleHasItsLimitInCharacters() {
    String longest = "\uD83C\uDFB5".repeat(60);

    assertThat(problems(environment(Map.of("AURALIS_STATIONS_A_TITLE", longest)))).isEmpty();
    assertThat(problems(environment(Map.of("AURALIS_STATIONS_A_TITLE", longest + "x"))))
        .containsExactly(
            "AURALIS_STATIONS_A_TITLE="
                + longest
                + "x is not allowed: it must be a text of at most 60 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deep", "deep_sleep", "deep sleep", "\"a.b\"", "\u00e4", "a/b", "\"\""})
  void aNameInAFileHasLettersDigitsAndHyphens(String name) {
    String key = "auralis.stations." + name + ".seed";

    assertThat(problems(file(Map.of(key, "1"))))
        .containsExactly(
            key + " is not allowed: the station's name is " + name + ", and it must be " + NAME);
  }

  @Test
  void aNameThatIsTooLongIsRefusedOnce() {
    String longest = "x".repeat(32);

    assertThat(problems(file(Map.of("auralis.stations." + longest + ".seed", "1")))).isEmpty();
    assertThat(
            problems(
                environment(
                    Map.of(
                        "AURALIS_STATIONS_" + longest.toUpperCase(Locale.ROOT) + "X_SEED",
                        "1",
                        "AURALIS_STATIONS_" + longest.toUpperCase(Locale.ROOT) + "X_TITLE",
                        "1"))))
        .singleElement()
        .asString()
        .endsWith("the station's name is " + longest + "x, and it must be " + NAME);
  }

  @Test
  void aLetterBeyondAsciiInAVariableIsNotTakenForAHyphen() {
    assertThat(problems(environment(Map.of("AURALIS_STATIONS_TIEFSCHL\u00c4F_SEED", "1"))))
        .singleElement()
        .asString()
        .contains("the station's name is tiefschl\u00e4f, and it must be " + NAME);
  }

  @Test
  void aNameOfPersonalStationsIsRefused() {
    String id = "abcdefghijklmnopqrstuvwx27";
    for (String name : List.of("new", id)) {
      assertThat(problems(file(Map.of("auralis.stations." + name + ".seed", "1"))))
          .singleElement()
          .asString()
          .startsWith(
              "auralis.stations."
                  + name
                  + ".seed is not allowed: the station's name is "
                  + name
                  + ", and it must be another one: ")
          .endsWith("personal station");
    }
    assertThat(problems(environment(Map.of("AURALIS_STATIONS_NEW_SEED", "1"))))
        .singleElement()
        .asString()
        .startsWith("AURALIS_STATIONS_NEW_SEED is not allowed: the station's name is new, ");
    for (String name : List.of("newer", id + "a", id.substring(1), id.replace('2', '8'))) {
      assertThat(problems(file(Map.of("auralis.stations." + name + ".seed", "1")))).isEmpty();
    }
  }

  @Test
  void aHundredStationsAreTheLimit() {
    Map<String, String> stations = new HashMap<>();
    for (int i = 1; i < 100; i++) {
      stations.put("AURALIS_STATIONS_S" + i + "_SEED", "1");
    }
    stations.put("AURALIS_STATIONS_MAIN_SEED", "1");
    stations.put("AURALIS_STATIONS_EMPTY_SEED", "");
    assertThat(problems(environment(stations))).isEmpty();

    stations.put("AURALIS_STATIONS_S100_SEED", "1");
    assertThat(problems(environment(stations)))
        .containsExactly(
            "auralis.stations=101 stations is not allowed: it must be at most 100 stations, main"
                + " among them");
  }

  @Test
  void tokenNeedsAToken() {
    Map<String, String> settings = new HashMap<>();
    settings.put("AURALIS_STATIONS_A_CONTROL", "token");
    settings.put("AURALIS_CONTROL_TOKEN", " ");
    assertThat(problems(environment(settings)))
        .containsExactly(
            "AURALIS_STATIONS_A_CONTROL=token needs AURALIS_CONTROL_TOKEN: the token that a control"
                + " must show");

    settings.put("AURALIS_CONTROL_TOKEN", "sesame");
    assertThat(problems(environment(settings))).isEmpty();
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThat(
            problems(
                environment(
                    Map.of(
                        "AURALIS_STATIONS_A_BPM", "1",
                        "AURALIS_STATIONS_B_KEY", "H",
                        "AURALIS_STATIONS_MAIN_MODE", "x",
                        "AURALIS_STATIONS_NEW_BPM", "1",
                        "AURALIS_DEFAULT_BPM", "1"))))
        .hasSize(5);
  }

  private static List<String> problems(ConfigSource source) {
    return SettingsCheck.problems(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withInterceptors(new LiteralValues(), new SettingValues())
            .withSources(source)
            .build());
  }

  private static ConfigSource environment(Map<String, String> variables) {
    return new EnvConfigSource(variables, 300);
  }

  private static ConfigSource file(Map<String, String> properties) {
    return new PropertiesConfigSource(properties, "application.properties", 250);
  }
}
