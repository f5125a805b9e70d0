package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.wire.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description at /q/openapi against what is served. */
@QuarkusTest
class OpenApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "BREW");

  private JsonNode description;

  @BeforeEach
  void readDescription() {
    description = read(when().get("/q/openapi?format=json"));
  }

  @Test
  void everyGetAnswersWithTheFieldsThatAreDescribed() {
    JsonNode paths = description.path("paths");
    Set<String> checked = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path -> {
              // A template needs a value that only its resource's own test knows.
              if (path.getValue().has("get") && !path.getKey().contains("{")) {
                JsonNode get = path.getValue().path("get");
                Response answer = when().get(path.getKey());
                if (answer.contentType().contains("json")) {
                  JsonNode schema = schema(get, String.valueOf(answer.statusCode()));
                  assertMatches(path.getKey(), read(answer), schema);
                  checked.add(path.getKey());
                }
              }
            });
    assertThat(checked)
        .contains("/api/v1/control", "/api/v1/health", "/api/v1/stations", "/api/v1/status");
  }

  @Test
  void aControlAndItsErrorsHaveTheFieldsThatAreDescribed() {
    JsonNode post = description.path("paths").path("/api/v1/control").path("post");
    JsonNode body =
        resolve(post.path("requestBody").path("content").path("application/json").path("schema"));
    assertThat(names(body.path("properties")))
        .containsExactlyInAnyOrder("key", "mode", "bpm", "intensity", "timestamp");
    assertThat(body.path("properties").path("bpm").path("minimum").asInt()).isEqualTo(40);

    Response good = post("{\"bpm\":70}");
    assertMatches("200", read(good), schema(post, "200"));
    Response bad = post("{\"bpm\":7}");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertMatches("400", read(bad), schema(post, "400"));
    assertThat(read(bad).path("reason").asText()).isEqualTo("invalid_value");
    JsonNode reason = resolve(schema(post, "400").path("properties").path("reason"));
    assertThat(reason.path("enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorReason.values()).map(ErrorReason::label).toList());
    assertThat(names(post.path("responses"))).contains("200", "400", "401");
  }

  @Test
  void aMethodThatAPathDoesNotKnowIsAnsweredWithThoseThatItKnows() {
    Set<String> asked = new TreeSet<>();
    forEachPath(
        (path, known) -> {
          Set<String> wrong = new TreeSet<>(METHODS);
          wrong.removeAll(known);
          for (String method : wrong) {
            String what = method + " " + path;
            Response answer = when().request(method, path);
            assertThat(answer.statusCode()).as(what).isEqualTo(405);
            assertThat(answer.contentType()).as(what).startsWith("application/problem+json");
            assertThat(answer.header("Allow").split(", "))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(known);
            asked.add(what);
          }
        });
    assertThat(asked)
        .contains(
            "POST /api/v1/phrases/current",
            "POST /api/v1/presets",
            "DELETE /api/v1/stations/main/status",
            "POST /api/v1/stations/main/phrases/current.mid",
            "BREW /api/v1/stations");
  }

  @Test
  void optionsAreTheMethodsThatThePathKnows() {
    forEachPath(
        (path, known) -> {
          Set<String> all = new TreeSet<>(known);
          all.add("OPTIONS");
          Response answer = when().options(path);
          assertThat(answer.statusCode()).as(path).isEqualTo(200);
          assertThat(answer.header("Allow").split(", "))
              .as(path)
              .containsExactlyInAnyOrderElementsOf(all);
        });
  }

  /** Each path that is described, of a station that there is and of none, and its methods. */
  private void forEachPath(BiConsumer<String, Set<String>> check) {
    description
        .path("paths")
        .properties()
        .forEach(
            path -> {
              Set<String> known = new TreeSet<>();
              names(path.getValue()).forEach(name -> known.add(name.toUpperCase(Locale.ROOT)));
              known.retainAll(METHODS);
              known.add("HEAD");
              for (String id : List.of("main", "any")) {
                check.accept(path.getKey().replace("{id}", id), known);
              }
            });
  }

  @Test
  void phrasesMayNotHavePlayedYet() {
    JsonNode paths = description.path("paths");
    for (String path :
        List.of("/api/v1/phrases/current", "/api/v1/stations/{id}/phrases/current")) {
      for (String kind : List.of("", ".mid")) {
        JsonNode responses = paths.path(path + kind).path("get").path("responses");
        assertThat(names(responses)).as(path + kind).containsExactlyInAnyOrder("200", "404");
        assertThat(responses.path("404").path("description").asText()).contains("nothing_played");
        assertThat(responses.path("404").path("headers").has("Retry-After")).isTrue();
      }
    }
  }

  @Test
  void aStationMadeAndTheListHaveTheFieldsThatAreDescribed() {
    JsonNode stations = description.path("paths").path("/api/v1/stations");
    Response made = given().contentType(ContentType.JSON).body("{}").post("/api/v1/stations");
    JsonNode station = read(made);
    assertThat(made.statusCode()).isEqualTo(201);
    assertMatches("201", station, schema(stations.path("post"), "201"));
    JsonNode body =
        resolve(
            stations
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
    assertThat(names(body.path("properties")))
        .containsExactlyInAnyOrder("preset", "key", "mode", "bpm", "intensity", "effects", "seed");
    JsonNode one = description.path("paths").path("/api/v1/stations/{id}");
    String self = station.path("links").path("self").asText();
    assertMatches("200", read(when().get(self)), schema(one.path("get"), "200"));
    assertThat(
            given()
                .header("Authorization", "Bearer " + station.path("control_token").asText())
                .delete(self)
                .statusCode())
        .isEqualTo(204);
    assertMatches("404", read(when().get(self)), schema(one.path("get"), "404"));
  }

  @Test
  void whatTheFrameworkRefusesIsAProblemToo() {
    Response refused = when().delete("/api/v1/control");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(read(refused).path("status").asInt()).isEqualTo(405);
    assertThat(read(refused).path("reason").asText()).isEqualTo("method_not_allowed");

    Response media = given().contentType("text/plain").body("x").post("/api/v1/control");
    assertThat(media.statusCode()).isEqualTo(415);
    assertThat(media.contentType()).startsWith("application/problem+json");
  }

  private void assertMatches(String what, JsonNode value, JsonNode described) {
    JsonNode schema = resolve(described);
    if (value.isObject() && schema.has("properties")) {
      assertThat(names(schema.path("properties"))).as(what).containsAll(names(value));
      value
          .properties()
          .forEach(
              field ->
                  assertMatches(
                      what + "." + field.getKey(),
                      field.getValue(),
                      schema.path("properties").path(field.getKey())));
    } else if (value.isArray()) {
      value.forEach(each -> assertMatches(what + "[]", each, schema.path("items")));
    } else if (!value.isNull()) {
      String type = schema.path("type").toString();
      String expected =
          value.isTextual() ? "string" : value.isBoolean() ? "boolean" : "number|integer";
      assertThat(type).as(what).containsPattern(expected);
    }
  }

  private JsonNode schema(JsonNode operation, String status) {
    JsonNode content = operation.path("responses").path(status).path("content");
    assertThat(content.size()).as("content of " + status + " in " + operation).isPositive();
    return resolve(content.elements().next().path("schema"));
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : description.at(reference.substring(1));
  }

  private static Response post(String body) {
    return given().contentType(ContentType.JSON).body(body).when().post("/api/v1/control");
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(Response response) {
    try {
      return MAPPER.readTree(response.asString());
    } catch (JacksonException e) {
      throw new AssertionError(response.asString(), e);
    }
  }
}
