package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.access.AddressLimit;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationRefusal;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shared stations that are open, need the token or are locked, and how many personal ones fit. */
@QuarkusTest
@TestProfile(AccessTest.Production.class)
class StationLimitsTest {

  private static final String STATIONS = "/api/v1/stations";

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;
  @Inject AddressLimit addresses;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.listeners() == 0 && addresses.addresses() == 0);
  }

  @AfterEach
  void endAll() {
    stations.all(StationKind.PERSONAL).forEach(station -> stations.end(station.id()));
  }

  @Test
  void allSharedStationsAreListed() {
    when()
        .get(STATIONS)
        .then()
        .statusCode(200)
        .body("stations.id", equalTo(List.of("main", "garden", "harbour", "museum")))
        .body("stations.control", equalTo(List.of("token", "open", "token", "locked")))
        .body("stations.title", hasItem("Garden"))
        .body("personal.offered", equalTo(true));
  }

  @Test
  void controlOverRestIsAsTheStationSays() {
    control("garden", "").statusCode(200);
    control("harbour", "").statusCode(401).body("reason", equalTo("token_required"));
    control("harbour", "Bearer wrong").statusCode(401);
    control("harbour", "Bearer " + AccessTest.TOKEN).statusCode(200);
    for (String authorization : new String[] {"", "Bearer " + AccessTest.TOKEN}) {
      control("museum", authorization)
          .statusCode(403)
          .contentType("application/problem+json")
          .body("reason", equalTo("locked"))
          .body("detail", equalTo("Nobody may control this station"));
    }
  }

  @Test
  void controlOverTheStreamIsAsTheStationSays() {
    try (TestClient garden = TestClient.connect(server, "?station=garden")) {
      garden.send("{\"type\":\"control\",\"bpm\":141}");
      garden.await(m -> m.path("bpm").asInt() == 141);
    }
    await().until(() -> addresses.addresses() == 0);
    try (TestClient museum = TestClient.connect(server, "?station=museum");
        TestClient harbour = TestClient.connect(server, "?station=harbour")) {
      museum.send("{\"type\":\"control\",\"bpm\":142,\"token\":\"" + AccessTest.TOKEN + "\"}");
      JsonNode error = museum.awaitError("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("locked");
      assertThat(error.toString()).doesNotContain(AccessTest.TOKEN);

      harbour.send("{\"type\":\"control\",\"bpm\":143}");
      assertThat(harbour.awaitError("INVALID_CONTROL").path("reason").asText())
          .isEqualTo("token_required");
      harbour.send("{\"type\":\"control\",\"bpm\":144,\"token\":\"" + AccessTest.TOKEN + "\"}");
      harbour.await(m -> m.path("bpm").asInt() == 144);
      assertThat(museum.messages()).noneMatch(m -> m.path("bpm").asInt() > 140);
    }
  }

  @Test
  void theServersTokenIsNotTheMakers() {
    String self = make("192.0.2.30").statusCode(201).extract().path("links.self");
    given()
        .header("Authorization", "Bearer " + AccessTest.TOKEN)
        .delete(self)
        .then()
        .statusCode(401);
  }

  @Test
  void anAddressAndTheServerHaveSoManyAndNoMore() {
    // Given
    String first = make("192.0.2.31").statusCode(201).extract().path("id");
    make("192.0.2.31").statusCode(201);

    // When / Then: the address has its share
    refused(make("192.0.2.31"), "address").body("detail", containsString("may have 2 stations"));

    // When / Then: the server has its number
    make("192.0.2.32").statusCode(201);
    refused(make("192.0.2.32"), "stations_full");
    try (TestClient late = TestClient.connect(server, "?station=new")) {
      JsonNode error = late.awaitError("SERVER_OVERLOAD");
      assertThat(error.path("reason").asText()).isEqualTo("stations_full");
      assertThat(error.path("severity").asText()).isEqualTo("critical");
      assertThat(late.awaitClose()).isEqualTo(1013);
    }
    assertThat(stations.personal()).isEqualTo(3);
    assertThat(stations.counts().refused(StationRefusal.STATIONS_FULL)).isGreaterThan(1);
    await().until(() -> addresses.addresses() == 0);

    // And: a place that becomes free is given away, shared stations never minded
    stations.end(first);
    make("192.0.2.31").statusCode(201);
    try (TestClient listener = TestClient.connect(server)) {
      listener.awaitAudio(1);
    }
  }

  private static ValidatableResponse refused(ValidatableResponse answer, String reason) {
    return answer
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .contentType("application/problem+json")
        .body("code", equalTo("SERVER_OVERLOAD"))
        .body("reason", equalTo(reason));
  }

  private static ValidatableResponse make(String address) {
    return given().header("X-Forwarded-For", address).post(STATIONS).then();
  }

  private static ValidatableResponse control(String station, String authorization) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", authorization)
        .header("X-Forwarded-For", "192.0.2.33")
        .body("{\"bpm\":77}")
        .post(STATIONS + "/" + station + "/control")
        .then();
  }
}
