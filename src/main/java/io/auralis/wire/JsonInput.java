package io.auralis.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Reads what clients send, such that it can be sent back as it came: no number is rounded, and a
 * field that is given twice is an error.
 */
public final class JsonInput {

  // NaN and Infinity are read, so that the answer can name the field that holds them.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonInput() {}

  /**
   * Reads one JSON object.
   *
   * @throws InvalidControlException if the text is anything else
   */
  public static JsonNode object(String text) {
    JsonNode json;
    try (JsonParser parser = MAPPER.createParser(text)) {
      json = tree(parser);
      if (parser.nextToken() != null) {
        throw fault("This is not JSON", parser.currentLocation());
      }
    } catch (MismatchedInputException e) {
      throw fault("A field is given twice", e.getLocation());
    } catch (StreamConstraintsException e) {
      throw fault("This is nested too deeply, or a number is too long", e.getLocation());
    } catch (JacksonException e) {
      throw fault("This is not JSON", e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException("A text was not read from memory", e);
    }
    if (json == null || !json.isObject()) {
      throw new InvalidControlException(ErrorReason.MALFORMED, "The message must be a JSON object");
    }
    return json;
  }

  private static JsonNode tree(JsonParser parser) throws IOException {
    try {
      return MAPPER.readTree(parser);
    } catch (NumberFormatException e) {
      // Jackson passes this on as it is.
      throw fault("A number has too long an exponent", parser.currentLocation());
    }
  }

  /**
   * The value of a field that the answer repeats; null if there is none.
   *
   * @throws InvalidControlException if the value is, or holds, what JSON has no word for
   */
  public static JsonNode repeatable(JsonNode message, String field) {
    JsonNode value = message.get(field);
    if (value != null && !isJson(value)) {
      throw new InvalidControlException(
          List.of(ControlChange.refuse(field, value, "JSON, which knows no NaN and no Infinity")));
    }
    return value;
  }

  /** Every other number is whole, or a decimal. */
  private static boolean isJson(JsonNode value) {
    for (JsonNode child : value) {
      if (!isJson(child)) {
        return false;
      }
    }
    return !value.isDouble();
  }

  private static InvalidControlException fault(String what, JsonLocation where) {
    return new InvalidControlException(
        ErrorReason.MALFORMED,
        String.format(
            Locale.ROOT,
            "%s: line %d, column %d",
            what,
            where == null ? 1 : where.getLineNr(),
            where == null ? 1 : where.getColumnNr()));
  }
}
