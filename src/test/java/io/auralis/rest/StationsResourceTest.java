package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.auralis.http.RawHttp;
import io.auralis.limits.LogLines;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stations over REST: the shared ones, one's own, and each by its id. */
@QuarkusTest
class StationsResourceTest {

  private static final String STATIONS = "/api/v1/stations";
  private static final String PROBLEM = "application/problem+json";

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  /** An address may have ten. */
  @AfterEach
  void endAll() {
    stations.all(StationKind.PERSONAL).forEach(station -> stations.end(station.id()));
  }

  @Test
  void theListHasSharedStationsOnly() {
    JsonPath mine = make("{}");

    String list =
        when()
            .get(STATIONS)
            .then()
            .statusCode(200)
            .body("stations[0].id", equalTo("main"))
            .body("stations[0].kind", equalTo("shared"))
            .body("stations[0].control", equalTo("open"))
            .body("stations[0].links.self", equalTo("/api/v1/stations/main"))
            .body("stations[0]", not(hasKey("seed")))
            .body("personal.offered", equalTo(true))
            .body("personal.linger_sec", equalTo(600))
            .extract()
            .asString();
    assertThat(list).doesNotContain(mine.getString("id")).doesNotContain("\"kind\":\"personal\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "{}"})
  void aStationIsMadeWithoutAnyWish(String body) {
    ValidatableResponse answer =
        given().contentType(ContentType.JSON).body(body).post(STATIONS).then();
    String id = answer.extract().path("id");
    answer
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .header("Location", STATIONS + "/" + id)
        .contentType(ContentType.JSON)
        .body("id", matchesPattern("[a-z2-7]{26}"))
        .body("kind", equalTo("personal"))
        .body("title", equalTo("A station of your own"))
        .body("key", equalTo("A minor"))
        .body("$", not(hasKey("mode")))
        .body("$", not(hasKey("type")))
        .body("bpm", equalTo(70))
        .body("intensity", equalTo(0.5f))
        .body("effects", equalTo(false))
        .body("seed", matchesPattern("-?\\d{1,19}"))
        .body("control", equalTo("maker"))
        .body("control_token", matchesPattern("[A-Za-z0-9_-]{22,}"))
        .body("linger_sec", equalTo(600))
        .body("listeners", equalTo(0))
        .body("links.self", equalTo(STATIONS + "/" + id))
        .body("links.page", equalTo("/?station=" + id))
        .body("links.stream", equalTo("/ws/stream?station=" + id))
        .body("links.control", equalTo(STATIONS + "/" + id + "/control"))
        .body("links.status", equalTo(STATIONS + "/" + id + "/status"))
        .body("links.phrases", equalTo(STATIONS + "/" + id + "/phrases/current"))
        .body("links.midi", equalTo(STATIONS + "/" + id + "/phrases/current.mid"));
  }

  @Test
  void withoutABodyItsTypeDoesNotMatter() {
    given().post(STATIONS).then().statusCode(201);
    given().contentType("text/plain").post(STATIONS).then().statusCode(201);
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("{\"bpm\":50}")
        .post(STATIONS)
        .then()
        .statusCode(415)
        .contentType(PROBLEM)
        .body("reason", equalTo("unsupported_media_type"));
    given()
        .contentType("Application/JSON; charset=utf-8")
        .body("{\"bpm\":50}")
        .post(STATIONS)
        .then()
        .statusCode(201)
        .body("bpm", equalTo(50));
  }

  @Test
  void aStationPlaysWhatWasWished() {
    String seed = "9007199254740993";
    JsonPath made =
        make(
            "{\"preset\":\"sleep\",\"bpm\":48,\"mode\":\"lydian\",\"effects\":true,\"seed\":"
                + seed
                + "}");
    assertThat(made.getString("key")).isEqualTo("F major");
    assertThat(made.getString("mode")).isEqualTo("lydian");
    assertThat(made.getInt("bpm")).isEqualTo(48);
    assertThat(made.getBoolean("effects")).isTrue();
    assertThat(made.getString("seed")).isEqualTo(seed);
  }

  @Test
  void whatIsWrongIsNamedAndNothingIsMade() {
    int before = stations.personal();
    given()
        .contentType(ContentType.JSON)
        .body("{\"preset\":\"none\",\"bpm\":7,\"effects\":\"yes\",\"seed\":NaN}")
        .post(STATIONS)
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("code", equalTo("INVALID_CONTROL"))
        .body("reason", equalTo("invalid_value"))
        .body("errors.field", equalTo(List.of("preset", "bpm", "effects", "seed")));
    assertThat(stations.personal()).isEqualTo(before);
  }

  @Test
  void whoeverHasTheLinkSeesTheStationButNeitherTokenNorSeed() {
    JsonPath made = make("{\"bpm\":61}");
    String self = made.getString("links.self");

    String answer =
        when()
            .get(self)
            .then()
            .statusCode(200)
            .body("id", equalTo(made.getString("id")))
            .body("kind", equalTo("personal"))
            .body("control", equalTo("maker"))
            .body("bpm", equalTo(61))
            .body("linger_sec", equalTo(600))
            .body("$", not(hasKey("control_token")))
            .body("$", not(hasKey("seed")))
            .extract()
            .asString();
    assertThat(answer)
        .doesNotContain(made.getString("control_token"))
        .doesNotContain(made.getString("seed"));
    when().head(self).then().statusCode(200);
    when().get(self + "/status").then().statusCode(200).body("current_bpm", equalTo(61));
    when().get(self + "/control").then().statusCode(200).body("bpm.value", equalTo(61));
    await().until(() -> when().get(self + "/phrases/current").statusCode() == 200);
    when().get(self + "/phrases/current").then().body("phrase.bpm", equalTo(61));
    when().get(self + "/phrases/current.mid").then().statusCode(200).contentType("audio/midi");
  }

  @Test
  void allPathsOfMainHaveItsId() {
    String main = STATIONS + "/main";
    when()
        .get(main)
        .then()
        .statusCode(200)
        .body("kind", equalTo("shared"))
        .body("$", not(hasKey("linger_sec")));
    given().urlEncodingEnabled(false).get(STATIONS + "/%6dain").then().statusCode(200);
    for (String path : List.of("/status", "/control", "/phrases/current")) {
      when().get(main + path).then().statusCode(200);
    }
    given()
        .contentType(ContentType.JSON)
        .body("{\"bpm\":83}")
        .post(main + "/control")
        .then()
        .statusCode(200);
    when().get("/api/v1/status").then().body("current_bpm", equalTo(83));
  }

  static List<String> unknownIds() {
    return List.of(
        "nope",
        "Main",
        "MAIN",
        "main%20",
        "%6eope",
        "%ff%fe",
        "%00",
        "a%2Fb",
        "..%2Fmain",
        "new",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "a".repeat(3_000),
        "%c3%a4");
  }

  @ParameterizedTest
  @MethodSource("unknownIds")
  void anIdThatThereIsNotIsAProblemWhateverItLooksLike(String id) throws IOException {
    for (String path :
        List.of("", "/status", "/control", "/phrases/current", "/phrases/current.mid")) {
      RawHttp.Answer answer =
          RawHttp.sendForOne(
              server, "GET " + STATIONS + "/" + id + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(answer.status()).as(id + path).isEqualTo(404);
      assertThat(answer.headers()).contains("content-type: " + PROBLEM);
      assertThat(answer.body()).contains("\"reason\":\"station_not_found\"").doesNotContain("aaaa");
    }
  }

  @Test
  void idsAreCaseSensitive() {
    String id = make("{}").getString("id");
    when().get(STATIONS + "/" + id.toUpperCase(Locale.ROOT)).then().statusCode(404);
    when().get(STATIONS + "/" + id).then().statusCode(200);
  }

  @Test
  void anIdThatIsFarTooLongIsRefusedAtTheDoor() {
    when().get(STATIONS + "/" + "a".repeat(10_000)).then().statusCode(414);
  }

  @Test
  void onlyTheMakersTokenEndsAStationAndOnlyOnce() {
    JsonPath made = make("{}");
    String self = made.getString("links.self");
    for (String authorization :
        new String[] {
          "",
          "Bearer",
          "Bearer wrong",
          "Basic " + made.getString("control_token"),
          "Bearer " + made.getString("id"),
          "Bearer " + made.getString("control_token") + "x"
        }) {
      given()
          .header("Authorization", authorization)
          .delete(self)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .contentType(PROBLEM)
          .body("reason", equalTo("token_required"))
          .body("detail", containsString("the control token of this station"));
    }
    when().get(self).then().statusCode(200);

    delete(made).statusCode(204);
    delete(made).statusCode(404).body("reason", equalTo("station_not_found"));
    when().get(self).then().statusCode(404).body("status", equalTo(404));
    given()
        .header("Authorization", "Bearer " + made.getString("control_token"))
        .contentType(ContentType.JSON)
        .body("{\"bpm\":80}")
        .post(self + "/control")
        .then()
        .statusCode(404);
  }

  @Test
  void aSharedStationCannotBeEnded() {
    when()
        .delete(STATIONS + "/main")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD")
        .contentType(PROBLEM)
        .body("reason", equalTo("method_not_allowed"));
    when().get(STATIONS + "/main").then().statusCode(200);
    when().delete(STATIONS + "/nope").then().statusCode(404);
  }

  @Test
  void aControlNeedsTheTokenAndChangesNoOtherStation() {
    JsonPath mine = make("{\"bpm\":60}");
    JsonPath yours = make("{\"bpm\":60}");
    int main = when().get("/api/v1/status").path("current_bpm");

    for (String authorization :
        new String[] {"", "Bearer wrong", "Bearer " + yours.getString("control_token")}) {
      given()
          .header("Authorization", authorization)
          .contentType(ContentType.JSON)
          .body("{\"bpm\":111}")
          .post(mine.getString("links.control"))
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .body("reason", equalTo("token_required"));
    }
    assertThat(bpm(mine)).isEqualTo(60);

    given()
        .header("Authorization", "Bearer " + mine.getString("control_token"))
        .contentType(ContentType.JSON)
        .body("{\"bpm\":112,\"key\":\"D minor\"}")
        .post(mine.getString("links.control"))
        .then()
        .statusCode(200)
        .body("status", equalTo("updated"))
        .body("params.bpm", equalTo(112));

    assertThat(bpm(mine)).isEqualTo(112);
    when().get(mine.getString("links.self")).then().body("key", equalTo("D minor"));
    assertThat(bpm(yours)).isEqualTo(60);
    when().get("/api/v1/status").then().body("current_bpm", equalTo(main));
  }

  @Test
  void neitherMetricsNorLogTellAnIdOrAToken() {
    String id;
    String token;
    try (LogLines log = LogLines.ofAll()) {
      // Given
      JsonPath made = make("{}");
      id = made.getString("id");
      token = made.getString("control_token");
      String self = made.getString("links.self");
      try (TestClient listener = TestClient.connect(server, "?station=" + id)) {
        listener.awaitAudio(1);
        listener.send("{\"type\":\"control\",\"bpm\":90,\"token\":\"" + token + "\"}");
        listener.await(message -> message.path("bpm").asInt() == 90);

        // When: all that can go well or wrong
        when().get(self);
        when().get(self + "/nothing");
        when().put(self);
        when().options(self);
        when().delete(self);
        when().delete(self + "/control");
        given().contentType("a/b").body(new byte[] {1}).post(self + "/control");
        given().contentType(ContentType.JSON).body("x".repeat(70_000)).post(self + "/control");
        given().header("Authorization", "Bearer " + token).post(self + "/control");
        delete(made).statusCode(204);
        when().get(self);
      }

      // Then
      assertThat(log.lines())
          .isNotEmpty()
          .map(StationsResourceTest::text)
          .noneMatch(line -> line.contains(id) || line.contains(token));
    }
    await()
        .untilAsserted(
            () -> {
              String metrics = when().get("/q/metrics").asString();
              assertThat(metrics)
                  .contains("uri=\"/api/v1/stations/{id}\"")
                  .contains("uri=\"/api/v1/stations/{id}/control\"")
                  .doesNotContain(id.substring(0, 7))
                  .doesNotContain(token);
            });
  }

  @Test
  void theDescriptionNamesAllPathsAndTheirErrors() {
    String paths = "paths.'/api/v1/stations";
    when()
        .get("/q/openapi?format=json")
        .then()
        .body(paths + "'.get.responses", hasKey("200"))
        .body(
            paths + "'.post.responses.keySet()",
            equalTo(Set.of("201", "400", "403", "415", "429", "503")))
        .body(paths + "'.post.responses.'503'.headers", hasKey("Retry-After"))
        .body(paths + "/{id}'.get.responses.keySet()", equalTo(Set.of("200", "404")))
        .body(
            paths + "/{id}'.delete.responses.keySet()",
            equalTo(Set.of("204", "401", "404", "405", "429")))
        .body(
            paths + "/{id}/control'.post.responses.keySet()",
            equalTo(Set.of("200", "400", "401", "403", "404", "429")))
        .body(paths + "/{id}/status'.get.responses", hasKey("404"))
        .body(paths + "/{id}/phrases/current'.get.responses", hasKey("404"))
        .body(paths + "/{id}/phrases/current.mid'.get.responses", hasKey("404"));
  }

  private static String text(LogRecord line) {
    String text = line.getMessage() + Arrays.toString(line.getParameters());
    return line instanceof ExtLogRecord withFields ? text + withFields.getMdcCopy() : text;
  }

  private static JsonPath make(String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post(STATIONS)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse delete(JsonPath made) {
    return given()
        .headers(Map.of("Authorization", "Bearer " + made.getString("control_token")))
        .delete(made.getString("links.self"))
        .then();
  }

  private static int bpm(JsonPath made) {
    return when().get(made.getString("links.status")).path("current_bpm");
  }
}
