package io.auralis.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one preset of a file and says what is wrong with it.
 *
 * @param place what to call the preset in messages
 */
record PresetReader(JsonNode entry, String place) {

  private static final List<String> FIELDS =
      List.of("id", "name", "description", "key", "mode", "bpm", "intensity");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  Preset read() {
    if (!entry.isObject()) {
      throw new IllegalArgumentException(place + " must be an object");
    }
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: there is no field %s; the fields are %s",
                place,
                name,
                String.join(", ", FIELDS)));
      }
    }
    String id = text("id", "lower-case letters, digits and hyphens");
    require(ID.matcher(id).matches(), "id", "lower-case letters, digits and hyphens between them");
    return new Preset(
        id,
        text("name", "a text that is not empty"),
        text("description", "a sentence"),
        new GenerationParameters(
            Key.parse(oneOf("key", Key.names())),
            new Tempo(bpm()),
            intensity(),
            Optional.of(Mode.parse(oneOf("mode", Mode.names())))));
  }

  private String text(String field, String allowed) {
    JsonNode value = entry.path(field);
    require(value.isTextual() && !value.textValue().isBlank(), field, allowed);
    return value.textValue();
  }

  private String oneOf(String field, List<String> words) {
    String allowed = "one of " + String.join(", ", words);
    String value = text(field, allowed);
    require(words.contains(value), field, allowed);
    return value;
  }

  private int bpm() {
    JsonNode value = entry.path("bpm");
    require(
        value.isInt() && value.intValue() >= Tempo.MIN_BPM && value.intValue() <= Tempo.MAX_BPM,
        "bpm",
        String.format(Locale.ROOT, "a whole number from %d to %d", Tempo.MIN_BPM, Tempo.MAX_BPM));
    return value.intValue();
  }

  private double intensity() {
    JsonNode value = entry.path("intensity");
    require(
        value.isNumber()
            && value.doubleValue() >= GenerationParameters.MIN_INTENSITY
            && value.doubleValue() <= GenerationParameters.MAX_INTENSITY,
        "intensity",
        String.format(
            Locale.ROOT,
            "a number from %s to %s",
            GenerationParameters.MIN_INTENSITY,
            GenerationParameters.MAX_INTENSITY));
    return value.doubleValue();
  }

  private void require(boolean valid, String field, String allowed) {
    if (!valid) {
      JsonNode value = entry.get(field);
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s: %s is not allowed; it must be %s",
              place,
              field,
              value == null ? "nothing" : value,
              allowed));
    }
  }
}
