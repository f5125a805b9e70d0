package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.access.AddressLimit;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A production server with a token, limits on addresses, and a proxy that it trusts. */
@QuarkusTest
@TestProfile(AccessTest.Production.class)
public class AccessTest {

  static final String TOKEN = "correct horse";

  /** All doors closed. */
  public static final class Production implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.ofEntries(
          Map.entry("auralis.env", "production"),
          Map.entry("auralis.control-token", TOKEN),
          Map.entry("auralis.cors-origins", "https://radio.example"),
          Map.entry("auralis.max-clients-per-address", "2"),
          Map.entry("auralis.trusted-proxies", "127.0.0.1"),
          Map.entry("auralis.stations.garden.title", "Garden"),
          Map.entry("auralis.stations.garden.control", "open"),
          Map.entry("auralis.stations.harbour.preset", "deep"),
          Map.entry("auralis.stations.harbour.control", "token"),
          Map.entry("auralis.stations.museum.control", "locked"),
          Map.entry("auralis.max-stations", "3"),
          Map.entry("auralis.max-stations-per-address", "2"));
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;
  @Inject AddressLimit addresses;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await()
        .until(() -> stations.main().broadcaster().listeners() == 0 && addresses.addresses() == 0);
  }

  @Test
  void controlOverRestNeedsTheToken() {
    for (String authorization : new String[] {"", "Bearer wrong", "Basic " + TOKEN, TOKEN}) {
      given()
          .contentType(ContentType.JSON)
          .header("Authorization", authorization)
          .body("{\"bpm\":99}")
          .when()
          .post("/api/v1/control")
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .contentType("application/problem+json")
          .body("status", equalTo(401))
          .body("detail", containsString("Authorization: Bearer"));
    }
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + TOKEN)
        .body("{\"bpm\":98}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200)
        .body("params.bpm", equalTo(98));
    given().when().get("/api/v1/status").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"token\":\"wrong\"", ",\"token\":7", ",\"token\":null"})
  void controlOverTheStreamNeedsTheTokenAndNeverRepeatsIt(String token) {
    try (TestClient client = TestClient.connect(server)) {
      client.send("{\"type\":\"control\",\"bpm\":97" + token + "}");

      JsonNode error = client.awaitError("INVALID_CONTROL");
      assertThat(error.path("code").asText()).isEqualTo("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("token_required");
      assertThat(error.path("errors").get(0).path("field").asText()).isEqualTo("token");
      assertThat(error.toString()).doesNotContain("wrong").doesNotContain(TOKEN);
    }
  }

  @Test
  void whoKnowsTheTokenControlsTheStream() {
    try (TestClient client = TestClient.connect(server)) {
      client.send("{\"type\":\"control\",\"bpm\":96,\"token\":\"" + TOKEN + "\"}");
      client.await(m -> m.path("bpm").asInt() == 96);
    }
  }

  @Test
  void aForeignPageIsRefusedAtTheHandshakeAndOverRest() {
    assertThat(handshake("https://evil.example")).isEqualTo(403);
    assertThat(handshake("https://radio.example")).isEqualTo(101);
    assertThat(handshake("http://" + server.getHost() + ":" + server.getPort())).isEqualTo(101);

    given()
        .header("Origin", "https://evil.example")
        .when()
        .get("/api/v1/status")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("reason", equalTo("origin"))
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void aListedPageMayUseTheRestApi() {
    given()
        .header("Origin", "https://radio.example")
        .when()
        .get("/api/v1/status")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "https://radio.example")
        .header("Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate");
    given()
        .header("Origin", "https://radio.example")
        .header("Access-Control-Request-Method", "POST")
        .when()
        .options("/api/v1/control")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("Authorization"));
    given()
        .header("Origin", "https://radio.example")
        .header("Access-Control-Request-Method", "DELETE")
        .when()
        .options("/api/v1/stations/any")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Methods", containsString("DELETE"));
  }

  @Test
  void anAddressHasItsShareOfSessionsAndNoMore() {
    TestClient one = TestClient.connect(server);
    try (TestClient two = TestClient.connect(server)) {
      try (TestClient three = TestClient.connect(server)) {
        JsonNode error = three.awaitError("SERVER_OVERLOAD");
        assertThat(error.path("code").asText()).isEqualTo("SERVER_OVERLOAD");
        assertThat(error.path("reason").asText()).isEqualTo("address");
        assertThat(error.path("message").asText()).isEqualTo("An address may have 2 sessions");
        assertThat(three.awaitClose()).isEqualTo(1013);
      }
      // Behind the trusted proxy somebody else comes from another address.
      assertThat(handshake("https://radio.example", "203.0.113.7")).isEqualTo(101);
      await().until(() -> addresses.addresses() == 1);

      // A place that becomes free is given away.
      one.close();
      await().until(() -> stations.main().broadcaster().listeners() == 1);
      try (TestClient next = TestClient.connect(server)) {
        next.awaitAudio(1);
      }
      assertThat(two.closeReason()).isEmpty();
    } finally {
      one.close();
    }
  }

  private int handshake(String origin) {
    return handshake(origin, null);
  }

  private int handshake(String origin, String forwardedFor) {
    URI stream = URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws/stream");
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", origin);
    if (forwardedFor != null) {
      builder.header("X-Forwarded-For", forwardedFor);
    }
    try {
      WebSocket socket = builder.buildAsync(stream, new WebSocket.Listener() {}).join();
      if (forwardedFor != null) {
        await().until(() -> addresses.addresses() == 2);
      }
      socket.abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }
}
