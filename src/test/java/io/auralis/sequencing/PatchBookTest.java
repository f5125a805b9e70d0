package io.auralis.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.composition.Instrument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchBookTest {

  @Test
  void everyInstrumentHasAPatchThatShips() {
    for (Instrument instrument : Instrument.values()) {
      assertThat(TestPatches.shipped().of(instrument)).as(instrument.name()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "attack_s": 1.8    | "attack_s": -1      | p.json, patch pad: attack_s: -1.0 is not allowed; it must be from 0.0 to 30.0
          "detune_cents": 9  | "detune_cents": 99  | p.json, patch pad: detune_cents: 99.0 is not allowed; it must be from 0.0 to 50.0
          "high": 0.55       | "high": 2           | p.json, patch swell: high: 2.0 is not allowed; it must be from 0.0 to 1.0
          "glide_hz": 55     | "glide_hz": "fast"  | p.json, patch kick: Cannot deserialize value of type
          "vibrato_hz": 4.6  | "wobble_hz": 4.6    | p.json, patch lead: Unrecognized field "wobble_hz"
          "level_db": -10,   |                     | p.json, patch sub: Missing required creator property 'level_db'
          "kick"             | "kicks"             | p.json has no patch for the instrument kick
          "kick": {          | "kick" {            | p.json is not JSON
          """)
  void aMistakeIsNamedWithFilePatchAndField(String from, String to, String expected)
      throws IOException {
    // Given
    String json = Files.readString(Path.of("models", PatchBook.FILE));
    assertThat(json).contains(from);
    String changed = json.replace(from, to == null ? "" : to);

    // When / Then
    assertThatThrownBy(() -> PatchBook.parse(changed.getBytes(StandardCharsets.UTF_8), "p.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(expected);
  }
}
