package io.auralis.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** Reads what clients send. */
final class JsonInput {

  // NaN and Infinity are read, so that the answer can name the field that holds them.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonInput() {}

  /**
   * Reads one JSON object.
   *
   * @throws InvalidControlException if the text is anything else
   */
  static JsonNode object(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new InvalidControlException(
          ErrorReason.MALFORMED,
          String.format(
              Locale.ROOT,
              "This is not JSON: line %d, column %d",
              e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    }
    if (json == null || !json.isObject()) {
      throw new InvalidControlException(ErrorReason.MALFORMED, "The message must be a JSON object");
    }
    return json;
  }
}
