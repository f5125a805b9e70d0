package io.auralis.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.auralis.music.GenerationParameters;
import io.auralis.preset.Preset;
import io.auralis.preset.PresetBook;
import io.auralis.stations.StationRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what a client wants its own station to be: {@code preset}, {@code key}, {@code mode},
 * {@code bpm}, {@code intensity}, {@code effects} and {@code seed}. All may be left out; other
 * fields are ignored. Immutable.
 */
public final class StationWish {

  private static final List<String> NUMBERS = List.of("bpm", "intensity");
  private static final List<String> WORDS = List.of("preset", "key", "mode", "seed");
  private static final int LONGEST_NUMBER = 20;

  private final PresetBook presets;
  private final GenerationParameters defaults;

  /**
   * @param presets that may be named
   * @param defaults what a station begins with where nothing is said
   */
  public StationWish(PresetBook presets, GenerationParameters defaults) {
    this.presets = presets;
    this.defaults = defaults;
  }

  /**
   * Reads a JSON object.
   *
   * @throws InvalidControlException that names all fields that are wrong
   */
  public StationRequest read(JsonNode json) {
    List<Messages.FieldError> errors = new ArrayList<>();
    GenerationParameters preset = readPreset(json.get("preset"), errors);
    ControlChange change = ControlChange.parameters(json, errors);
    Optional<Boolean> effects = readEffects(json.get("effects"), errors);
    OptionalLong seed = readSeed(json.get("seed"), errors);
    if (!errors.isEmpty()) {
      throw new InvalidControlException(errors);
    }
    return new StationRequest(change.apply(preset), effects, seed);
  }

  /**
   * Reads the query of a URL.
   *
   * @throws InvalidControlException that names all parameters that are wrong
   */
  public StationRequest read(Map<String, List<String>> query) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : WORDS) {
      if (query.containsKey(name)) {
        json.put(name, query.get(name).get(0));
      }
    }
    for (String name : NUMBERS) {
      if (query.containsKey(name)) {
        json.set(name, number(query.get(name).get(0)));
      }
    }
    if (query.containsKey("effects")) {
      String text = query.get("effects").get(0);
      boolean known = text.equals("true") || text.equals("false");
      json.set(
          "effects", known ? BooleanNode.valueOf(text.equals("true")) : TextNode.valueOf(text));
    }
    return read(json);
  }

  private static JsonNode number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return TextNode.valueOf(text);
    }
    try {
      BigDecimal value = new BigDecimal(text);
      // Nobody means 1e999999999, and to write that out would take long.
      return Math.abs((long) value.scale()) > LONGEST_NUMBER
          ? TextNode.valueOf(text)
          : JsonNodeFactory.instance.numberNode(value);
    } catch (NumberFormatException e) {
      return TextNode.valueOf(text);
    }
  }

  private GenerationParameters readPreset(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return defaults;
    }
    Optional<Preset> found = presets.find(value.textValue());
    if (found.isEmpty()) {
      String allowed = "one of " + String.join(", ", presets.ids());
      errors.add(ControlChange.refuse("preset", value, allowed));
    }
    return found.map(Preset::parameters).orElse(defaults);
  }

  private static Optional<Boolean> readEffects(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      errors.add(ControlChange.refuse("effects", value, "true or false"));
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  /** Some languages have no whole numbers of 64 bits, so digits may come as text. */
  private static OptionalLong readSeed(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return OptionalLong.of(value.longValue());
    }
    if (value.isTextual() && value.textValue().matches("-?\\d{1,19}")) {
      BigInteger number = new BigInteger(value.textValue());
      if (number.bitLength() < Long.SIZE) {
        return OptionalLong.of(number.longValue());
      }
    }
    errors.add(
        ControlChange.refuse(
            "seed", value, "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE));
    return OptionalLong.empty();
  }
}
