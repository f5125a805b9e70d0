package io.auralis.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The fields of a control that were given; those that were not keep their value. Only a mode goes
 * with its key: a new key without a mode sounds in its own.
 *
 * @param key null if it was not given
 * @param mode null if it was not given, empty for the key's own
 * @param tempo null if it was not given
 * @param intensity null if it was not given
 * @param timestamp the client's, null if it was not given
 */
public record ControlChange(
    Key key, Optional<Mode> mode, Tempo tempo, Double intensity, String timestamp)
    implements UnaryOperator<GenerationParameters> {

  private static final int LONGEST_VALUE_SHOWN = 60;
  private static final int LONGEST_TIMESTAMP = 64;

  /**
   * Reads {@code key}, {@code mode}, {@code bpm}, {@code intensity} and {@code timestamp}; other
   * fields are ignored.
   *
   * @throws InvalidControlException that names all fields that are wrong
   */
  public static ControlChange read(JsonNode json) {
    List<Messages.FieldError> errors = new ArrayList<>();
    ControlChange given = parameters(json, errors);
    String timestamp = readTimestamp(json.get("timestamp"), errors);
    if (!errors.isEmpty()) {
      throw new InvalidControlException(errors);
    }
    if (given.key == null && given.mode == null && given.tempo == null && given.intensity == null) {
      throw new InvalidControlException(
          ErrorReason.NOTHING_TO_CHANGE, "Nothing to change; give key, mode, bpm or intensity");
    }
    return new ControlChange(given.key, given.mode, given.tempo, given.intensity, timestamp);
  }

  /** Reads the same fields but {@code timestamp}, and adds those that are wrong to a list. */
  static ControlChange parameters(JsonNode json, List<Messages.FieldError> errors) {
    return new ControlChange(
        readKey(json.get("key"), errors),
        readMode(json.get("mode"), errors),
        readTempo(json.get("bpm"), errors),
        readIntensity(json.get("intensity"), errors),
        null);
  }

  @Override
  public GenerationParameters apply(GenerationParameters current) {
    return new GenerationParameters(
        key == null ? current.key() : key,
        tempo == null ? current.tempo() : tempo,
        intensity == null ? current.intensity() : intensity,
        mode == null ? modeWithout(current) : mode);
  }

  /** The mode where none was given. */
  private Optional<Mode> modeWithout(GenerationParameters current) {
    return key == null ? current.mode() : Optional.empty();
  }

  private static Key readKey(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return null;
    }
    if (value.isTextual() && Key.names().contains(value.textValue())) {
      return Key.parse(value.textValue());
    }
    errors.add(refuse("key", value, "one of " + String.join(", ", Key.names())));
    return null;
  }

  private static Optional<Mode> readMode(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return null;
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    if (value.isTextual() && Mode.names().contains(value.textValue())) {
      return Optional.of(Mode.parse(value.textValue()));
    }
    String allowed = "one of " + String.join(", ", Mode.names()) + ", or null for the key's own";
    errors.add(refuse("mode", value, allowed));
    return null;
  }

  private static Tempo readTempo(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return null;
    }
    if (value.isNumber()
        && value.canConvertToExactIntegral()
        && value.canConvertToInt()
        && value.intValue() >= Tempo.MIN_BPM
        && value.intValue() <= Tempo.MAX_BPM) {
      return new Tempo(value.intValue());
    }
    errors.add(
        refuse(
            "bpm",
            value,
            String.format(
                Locale.ROOT, "a whole number from %d to %d", Tempo.MIN_BPM, Tempo.MAX_BPM)));
    return null;
  }

  private static Double readIntensity(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return null;
    }
    // NaN fails both comparisons.
    if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
      return value.doubleValue();
    }
    errors.add(refuse("intensity", value, "a number from 0.0 to 1.0"));
    return null;
  }

  private static String readTimestamp(JsonNode value, List<Messages.FieldError> errors) {
    if (value == null) {
      return null;
    }
    if (value.isTextual() && value.textValue().length() <= LONGEST_TIMESTAMP) {
      return value.textValue();
    }
    errors.add(
        refuse(
            "timestamp",
            value,
            String.format(Locale.ROOT, "a text of up to %d characters", LONGEST_TIMESTAMP)));
    return null;
  }

  public static Messages.FieldError refuse(String field, JsonNode value, String allowed) {
    String shown = value == null ? "nothing" : value.toString();
    return new Messages.FieldError(
        field,
        shown.length() > LONGEST_VALUE_SHOWN
            ? shown.substring(0, LONGEST_VALUE_SHOWN) + "..."
            : shown,
        allowed);
  }
}
