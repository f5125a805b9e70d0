package io.auralis.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.music.Scale;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetBookTest {

  private static final String GOOD =
      """
      {"id": "still", "name": "Still", "description": "Nothing moves.", "key": "A minor",
       "mode": "aeolian", "bpm": 40, "intensity": 0}""";

  @Test
  void theFivePresetsThatShipAreWhatTheirNamesPromise() {
    // When
    List<Preset> presets = PresetBook.bundled().presets();

    // Then
    assertThat(presets)
        .extracting(Preset::id)
        .containsExactly("focus", "meditation", "sleep", "bright", "deep");
    assertThat(presets)
        .allSatisfy(
            preset -> {
              assertThat(preset.description()).matches("[A-Z][^.]+\\.");
              boolean majorMode = List.of("major", "lydian").contains(modeOf(preset));
              assertThat(preset.parameters().key().scale() == Scale.MAJOR).isEqualTo(majorMode);
            });
    assertThat(presets)
        .extracting(preset -> preset.parameters().tempo().bpm())
        .allMatch(bpm -> bpm < 100)
        .doesNotHaveDuplicates();
    assertThat(most(presets, Comparator.comparing(p -> -p.parameters().tempo().bpm())))
        .isEqualTo("sleep");
    assertThat(most(presets, Comparator.comparing(p -> -p.parameters().intensity())))
        .isEqualTo("sleep");
    assertThat(most(presets, Comparator.comparing(p -> p.parameters().intensity())))
        .isEqualTo("bright");
    assertThat(modeOf(preset(presets, "bright"))).isIn("major", "lydian");
    assertThat(modeOf(preset(presets, "deep"))).isIn("phrygian", "aeolian");
    assertThat(preset(presets, "deep").parameters().tempo().bpm()).isLessThan(60);
  }

  @Test
  void aPresetIsRead() {
    assertThat(parse("[" + GOOD + "]").presets())
        .singleElement()
        .satisfies(
            preset -> {
              assertThat(preset.name()).isEqualTo("Still");
              assertThat(preset.parameters().key().displayName()).isEqualTo("A minor");
              assertThat(preset.parameters().intensity()).isZero();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "still"        | "Very still" | id: "Very still" is not allowed; it must be lower-case letters, digits and hyphens between them
          "still"        | 7            | id: 7 is not allowed; it must be lower-case letters, digits and hyphens
          "Still"        | " "          | name: " " is not allowed; it must be a text that is not empty
          "Nothing moves." | null       | description: null is not allowed; it must be a sentence
          "A minor"      | "H minor"    | key: "H minor" is not allowed; it must be one of A minor, B minor, C minor, D minor, E minor, F minor, G minor, C major, D major, E major, F major, G major, A major, B major
          "aeolian"      | "locrian"    | mode: "locrian" is not allowed; it must be one of aeolian, dorian, phrygian, major, lydian
          40             | 39           | bpm: 39 is not allowed; it must be a whole number from 40 to 200
          40             | 201          | bpm: 201 is not allowed; it must be a whole number from 40 to 200
          40             | 60.5         | bpm: 60.5 is not allowed; it must be a whole number from 40 to 200
          40             | "60"         | bpm: "60" is not allowed; it must be a whole number from 40 to 200
          0}             | 1.1}         | intensity: 1.1 is not allowed; it must be a number from 0.0 to 1.0
          0}             | -0.1}        | intensity: -0.1 is not allowed; it must be a number from 0.0 to 1.0
          "bpm": 40,     | ` `          | bpm: nothing is not allowed; it must be a whole number from 40 to 200
          "bpm"          | "tempo"      | there is no field tempo; the fields are id, name, description, key, mode, bpm, intensity
          """)
  void aMistakeIsNamedWithItsPresetFieldAndWhatIsAllowed(
      String right, String wrong, String expected) {
    assertThat(GOOD).contains(right);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("[" + other() + "," + GOOD.replace(right, wrong) + "]"))
        .withMessage("test.json, preset 2: " + expected);
  }

  @Test
  void anIdStandsForOnePreset() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("[" + GOOD + "," + GOOD + "]"))
        .withMessage(
            "test.json, preset 2: id: \"still\" is not allowed; it must be another than those"
                + " before it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []          | test.json must be an array of at least one preset
          {}          | test.json must be an array of at least one preset
          [1]         | test.json, preset 1 must be an object
          [] []       | test.json is not JSON
          [           | test.json is not JSON
          """)
  void aFileThatIsSomethingElseIsRefused(String json, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(json))
        .withMessageStartingWith(expected);
  }

  private static String other() {
    return GOOD.replace("\"still\"", "\"other\"");
  }

  private static PresetBook parse(String json) {
    return PresetBook.parse(json.getBytes(StandardCharsets.UTF_8), "test.json");
  }

  private static String most(List<Preset> presets, Comparator<Preset> order) {
    return presets.stream().max(order).orElseThrow().id();
  }

  private static Preset preset(List<Preset> presets, String id) {
    return presets.stream().filter(preset -> preset.id().equals(id)).findFirst().orElseThrow();
  }

  private static String modeOf(Preset preset) {
    return preset.parameters().soundingMode().displayName();
  }
}
