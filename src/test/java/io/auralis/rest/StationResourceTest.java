package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StationResourceTest {

  @Test
  void aControlIsTakenAndShownByTheStatus() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"key\":\"G minor\",\"bpm\":80,\"intensity\":0.25}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200)
        .body("status", equalTo("updated"))
        .body("params.key", equalTo("G minor"))
        .body("params.bpm", equalTo(80))
        .body("params.intensity", equalTo(0.25f));

    when()
        .get("/api/v1/status")
        .then()
        .statusCode(200)
        .body("current_key", equalTo("G minor"))
        .body("current_bpm", equalTo(80))
        .body("current_intensity", equalTo(0.25f))
        .body("buffer_depth_ms", greaterThanOrEqualTo(0f))
        .body("active_clients", greaterThanOrEqualTo(0))
        .body("synthesis_latency_ms", greaterThanOrEqualTo(0f))
        .body("phrases_generated", greaterThanOrEqualTo(1))
        .body("size()", is(7));
  }

  @Test
  void fieldsThatAreNotGivenKeepTheirValue() {
    control("{\"key\":\"C major\",\"bpm\":66,\"intensity\":0.75}");

    given()
        .contentType(ContentType.JSON)
        .body("{\"bpm\":67}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200)
        .body("params.key", equalTo("C major"))
        .body("params.bpm", equalTo(67))
        .body("params.intensity", equalTo(0.75f));
  }

  @Test
  void aModeStaysUntilItsKeyChanges() {
    control("{\"key\":\"A minor\",\"mode\":\"dorian\"}");
    control("{\"bpm\":64}");
    when()
        .get("/api/v1/status")
        .then()
        .body("current_key", equalTo("A minor"))
        .body("current_mode", equalTo("dorian"));

    control("{\"key\":\"E minor\"}");
    when().get("/api/v1/status").then().body("$", not(hasKey("current_mode")));

    control("{\"mode\":\"lydian\"}");
    when().get("/api/v1/control").then().body("mode.value", equalTo("lydian"));
    control("{\"mode\":null}");
    when()
        .get("/api/v1/control")
        .then()
        .body("mode.value", equalTo("aeolian"))
        .body("mode.allowed", hasSize(5));
  }

  @Test
  void anUnknownModeIsNamed() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"mode\":\"locrian\"}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("mode"))
        .body(
            "errors[0].allowed",
            equalTo("one of aeolian, dorian, phrygian, major, lydian, or null for the key's own"));
  }

  @Test
  void allWrongFieldsAreNamedWithWhatIsAllowed() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"key\":\"H minor\",\"bpm\":0,\"intensity\":2}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CONTROL"))
        .body("errors.field", contains("key", "bpm", "intensity"))
        .body("errors[0].allowed", containsString("A minor"))
        .body("errors[1].allowed", equalTo("a whole number from 40 to 200"))
        .body("errors[2].allowed", equalTo("a number from 0.0 to 1.0"));
  }

  @Test
  void whatIsNotJsonIsRefused() {
    given()
        .contentType(ContentType.JSON)
        .body("{broken")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", is(400))
        .body("detail", containsString("This is not JSON"));
  }

  @Test
  void theControlsSayWhatIsAllowed() {
    control("{\"key\":\"A minor\",\"bpm\":70,\"intensity\":0.5}");

    when()
        .get("/api/v1/control")
        .then()
        .statusCode(200)
        .body("key.value", equalTo("A minor"))
        .body("key.allowed", hasSize(14))
        .body("bpm.min", equalTo(40))
        .body("bpm.max", equalTo(200))
        .body("intensity.max", equalTo(1.0f))
        .body("stream.formats", contains("json", "pcm"))
        .body("stream", not(hasKey("opus_kbps")));
  }

  @Test
  void theServiceIsHealthy() {
    when()
        .get("/api/v1/health")
        .then()
        .statusCode(200)
        .body("status", equalTo("healthy"))
        .body("service", equalTo("auralis"));
  }

  private static void control(String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200);
  }
}
