package io.auralis.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Lets every value of a JSON schema be null as well, because null is how a Helm user drops a
 * default. What an object requires stays required. Conditions are left as they are.
 */
final class NullableSchema {

  private static final String NULL = "null";

  private NullableSchema() {}

  /** Changes the schema in place; a second time changes nothing. */
  static void allowNull(ObjectNode root) {
    for (JsonNode definition : root.path("definitions")) {
      value(definition);
    }
    parts(root);
  }

  private static void value(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      orNull(object);
      parts(object);
    }
  }

  private static void parts(ObjectNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (!requires(schema, property.getKey())) {
        value(property.getValue());
      }
    }
    value(schema.path("items"));
    value(schema.path("additionalProperties"));
  }

  private static boolean requires(ObjectNode schema, String property) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(property)) {
        return true;
      }
    }
    return false;
  }

  private static void orNull(ObjectNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      schema.putArray("type").add(type.asText()).add(NULL);
    } else if (type instanceof ArrayNode types && !contains(types, NULL)) {
      types.add(NULL);
    }
    if (schema.get("enum") instanceof ArrayNode words && !containsNull(words)) {
      words.addNull();
    }
  }

  private static boolean contains(ArrayNode types, String type) {
    for (JsonNode one : types) {
      if (one.asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsNull(ArrayNode words) {
    for (JsonNode word : words) {
      if (word.isNull()) {
        return true;
      }
    }
    return false;
  }
}
