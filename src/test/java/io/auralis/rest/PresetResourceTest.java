package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PresetResourceTest {

  @Test
  void presetsAreData() {
    when()
        .get("/api/v1/presets")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("presets.id", contains("focus", "meditation", "sleep", "bright", "deep"))
        .body("presets[2].name", equalTo("Sleep"))
        .body("presets[2].key", equalTo("F major"))
        .body("presets[2].mode", equalTo("major"))
        .body("presets[2].bpm", equalTo(42))
        .body("presets[2].intensity", equalTo(0.05f))
        .body("presets[2].size()", equalTo(7));
  }

  @Test
  void everyPresetIsAControl() throws Exception {
    JsonNode answer =
        new ObjectMapper().readTree(when().get("/api/v1/presets").then().extract().asString());

    assertThat(answer.path("presets")).hasSize(5);
    for (JsonNode preset : answer.path("presets")) {
      given()
          .contentType("application/json")
          .body(preset.toString())
          .when()
          .post("/api/v1/control")
          .then()
          .statusCode(200)
          .body("params.key", equalTo(preset.path("key").asText()))
          .body("params.bpm", equalTo(preset.path("bpm").asInt()))
          .body("params.intensity", equalTo((float) preset.path("intensity").asDouble()));
      when()
          .get("/api/v1/status")
          .then()
          .body("current_key", equalTo(preset.path("key").asText()))
          .body("current_bpm", equalTo(preset.path("bpm").asInt()));
      when()
          .get("/api/v1/control")
          .then()
          .body("mode.value", equalTo(preset.path("mode").asText()));
    }
  }

  @Test
  void whoHasThePresetsNeedNotLoadThemAgain() {
    Response first = when().get("/api/v1/presets");
    assertThat(first.header("Cache-Control")).isEqualTo("max-age=300");
    assertThat(first.header("ETag")).matches("\"[0-9a-f]{16}\"");

    Response second =
        given().header("If-None-Match", first.header("ETag")).when().get("/api/v1/presets");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.asByteArray()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(second.header("Cache-Control")).contains("max-age=300");

    given()
        .header("If-None-Match", "\"0123456789abcdef\"")
        .when()
        .get("/api/v1/presets")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "W/\"TAG\"                 | 304",
        "\"TAG\"                   | 304",
        "*                         | 304",
        "\"a\", W/\"TAG\"          | 304",
        "\"a\",,\"TAG\",\"b\"      | 304",
        "W/\"a,b\", \"TAG\"        | 304",
        "\"a\"                     | 200",
        "w/\"TAG\"                 | 200",
        "TAG                       | 200",
        "\"TAG                     | 200",
        "\"xTAG\"                  | 200",
        "W/\"a, \"TAG\"            | 200",
      })
  void tagsAreComparedWeakly(String known, int status) {
    String tag = when().get("/api/v1/presets").header("ETag").replace("\"", "");
    given()
        .header("If-None-Match", known.replace("TAG", tag))
        .when()
        .get("/api/v1/presets")
        .then()
        .statusCode(status);
  }
}
