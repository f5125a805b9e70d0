package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stations over the stream: one of one's own, by its id, and those that there are not. */
@QuarkusTest
class PersonalStationTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.listeners() == 0);
  }

  @AfterEach
  void endAll() {
    stations.all(StationKind.PERSONAL).forEach(station -> stations.end(station.id()));
  }

  @Test
  void aNewStationTellsItsMakerFirstOfAll() {
    try (TestClient maker =
        TestClient.connect(
            server, "?station=new&preset=sleep&bpm=50&effects=true&seed=9007199254740993")) {
      maker.awaitAudio(1);

      JsonNode first = maker.messages().get(0);
      assertThat(first.path("type").asText()).isEqualTo("station");
      assertThat(first.path("id").asText()).matches("[a-z2-7]{26}");
      assertThat(first.path("kind").asText()).isEqualTo("personal");
      assertThat(first.path("title").asText()).isEqualTo("A station of your own");
      assertThat(first.path("control").asText()).isEqualTo("maker");
      assertThat(first.path("control_token").asText()).matches("[A-Za-z0-9_-]{22,}");
      assertThat(first.path("linger_sec").asInt()).isEqualTo(600);
      assertThat(first.path("key").asText()).isEqualTo("F major");
      assertThat(first.path("bpm").asInt()).isEqualTo(50);
      assertThat(first.path("effects").asBoolean()).isTrue();
      assertThat(first.path("seed").asText()).isEqualTo("9007199254740993");
      assertThat(first.path("links").path("stream").asText())
          .isEqualTo("/ws/stream?station=" + first.path("id").asText());
      assertThat(maker.await("generation_update").path("bpm").asInt()).isEqualTo(50);
      assertThat(types(maker)).doesNotContain("error").containsOnlyOnce("station");
    }
  }

  @Test
  void aNewStationHasNoChunkToContinueWith() {
    try (TestClient maker = TestClient.connect(server, "?station=new&from=3")) {
      maker.awaitAudio(1);

      assertThat(types(maker).get(0)).isEqualTo("station");
      assertThat(types(maker)).doesNotContain("status", "error");
    }
  }

  @Test
  void guestsHearTheSameStationAndOnlyTheMakersTokenControlsIt() {
    try (TestClient other = TestClient.connect(server, "?station=new");
        TestClient main = TestClient.connect(server);
        TestClient maker = TestClient.connect(server, "?station=new")) {
      JsonNode station = maker.await("station");
      String id = station.path("id").asText();
      String token = station.path("control_token").asText();
      String foreign = other.await("station").path("control_token").asText();
      try (TestClient guest = TestClient.connect(server, "?station=" + id)) {
        // Given
        List<JsonNode> heard = guest.awaitAudio(8);
        maker.awaitAudio(12);
        List<JsonNode> same = maker.audio();
        assertThat(same.stream().filter(heard::contains).count()).isGreaterThan(3);
        assertThat(types(guest)).doesNotContain("station");
        assertThat(guest.messages().toString()).doesNotContain(token);

        // When: those who may not
        for (String shown :
            new String[] {"", ",\"token\":null", ",\"token\":\"" + foreign + "\""}) {
          guest.send("{\"type\":\"control\",\"bpm\":131" + shown + "}");
        }

        // Then
        await()
            .until(
                () ->
                    guest.messages().stream()
                            .filter(m -> m.path("reason").asText().equals("token_required"))
                            .count()
                        == 3);
        assertThat(guest.awaitError("INVALID_CONTROL").toString()).doesNotContain(foreign);

        // When: the one who may, over the stream and over REST
        maker.send("{\"type\":\"control\",\"bpm\":132,\"token\":\"" + token + "\"}");
        guest.await(m -> m.path("bpm").asInt() == 132);
        maker.await(m -> m.path("bpm").asInt() == 132);
        given()
            .contentType("application/json")
            .header("Authorization", "Bearer " + token)
            .body("{\"bpm\":133}")
            .post("/api/v1/stations/" + id + "/control")
            .then()
            .statusCode(200);
        guest.await(m -> m.path("bpm").asInt() == 133);

        // Then: nobody else hears of it
        main.forget();
        other.forget();
        main.awaitAudio(3);
        other.awaitAudio(3);
        for (TestClient each : List.of(main, other)) {
          assertThat(each.messages()).noneMatch(m -> m.path("bpm").asInt() > 130);
        }
        guest.send("{\"type\":\"status_request\"}");
        assertThat(guest.await("status").path("active_clients").asInt()).isEqualTo(2);
        assertThat(bpms(guest)).doesNotContain(131);
      }
    }
  }

  @Test
  void theMakerEndsTheStationAndItsListenersAreClosed() {
    try (TestClient main = TestClient.connect(server);
        TestClient maker = TestClient.connect(server, "?station=new")) {
      JsonNode station = maker.await("station");
      String id = station.path("id").asText();
      maker.awaitAudio(1);

      // When
      given()
          .header("Authorization", "Bearer " + station.path("control_token").asText())
          .delete("/api/v1/stations/" + id)
          .then()
          .statusCode(204);

      // Then
      assertThat(maker.awaitClose()).isEqualTo(4410);
      assertThat(maker.closeReason()).isEqualTo("The station has ended");
      try (TestClient late = TestClient.connect(server, "?station=" + id)) {
        assertThat(late.awaitClose()).isEqualTo(4404);
      }
      main.forget();
      main.awaitAudio(3);
    }
  }

  @Test
  void aStationOutlivesItsListenersForAWhile() {
    String id;
    try (TestClient maker = TestClient.connect(server, "?station=new&bpm=51")) {
      id = maker.await("station").path("id").asText();
    }
    await().until(() -> stations.listeners() == 0);
    try (TestClient guest = TestClient.connect(server, "?station=" + id)) {
      assertThat(guest.await("generation_update").path("bpm").asInt()).isEqualTo(51);
      guest.awaitAudio(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "",
        "MAIN",
        "New",
        "main%20",
        "%6eope",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "%00"
      })
  void aStationThatThereIsNotIsToldSoAndClosedWith4404(String id) {
    try (TestClient lost = TestClient.connect(server, "?format=pcm&station=" + id)) {
      JsonNode error = lost.awaitError("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("station_not_found");
      assertThat(error.path("message").asText())
          .isEqualTo("There is no station with this id; it may have ended");
      assertThat(lost.awaitClose()).isEqualTo(4404);
      assertThat(lost.closeReason()).isEqualTo("No such station");
    }
  }

  @Test
  void mainHasItsNameAndWishesAreForNewStations() {
    for (String query : List.of("?station=main", "?preset=none&bpm=1", "?station=%6dain&seed=x")) {
      try (TestClient client = TestClient.connect(server, query)) {
        client.awaitAudio(1);
        assertThat(types(client)).doesNotContain("error", "station");
        assertThat(stations.main().broadcaster().listeners()).isOne();
      }
      await().until(() -> stations.listeners() == 0);
    }
  }

  @Test
  void aWrongWishIsNamedAndNothingIsMade() {
    long before = stations.counts().made();
    try (TestClient client =
        TestClient.connect(server, "?station=new&preset=none&bpm=5&key=A+minor&effects=2")) {
      JsonNode error = client.awaitError("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("request");
      assertThat(error.path("errors"))
          .extracting(each -> each.path("field").asText())
          .containsExactly("preset", "bpm", "effects");
      assertThat(client.awaitClose()).isEqualTo(1008);
    }
    try (TestClient client = TestClient.connect(server, "?station=new&format=mp3")) {
      assertThat(client.awaitClose()).isEqualTo(1008);
    }
    assertThat(stations.counts().made()).isEqualTo(before);
    assertThat(stations.personal()).isZero();
  }

  private static List<String> types(TestClient client) {
    return client.messages().stream().map(m -> m.path("type").asText()).toList();
  }

  private static Stream<Integer> bpms(TestClient client) {
    return client.messages().stream().filter(m -> m.has("bpm")).map(m -> m.path("bpm").asInt());
  }
}
