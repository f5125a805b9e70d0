package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationRefusal;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client hears from a server that has no time for one more station. */
@QuarkusTest
@TestProfile(StationCapacityTest.HardlyAnyTime.class)
class StationCapacityTest {

  private static final String STATIONS = "/api/v1/stations";

  /** More than fit into a hundredth of a tick on any machine: a few milliseconds a second each. */
  private static final int TOO_MANY = 60;

  public static final class HardlyAnyTime implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("auralis.station-load-percent", "1", "auralis.max-stations-per-address", "0");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @Test
  void aServerWithoutTimeForOneMoreSaysSoAndPlaysOn() {
    List<TestClient> listeners = new ArrayList<>();
    try {
      // Given: stations that play, as many as there is time for
      Response answer = make();
      while (answer.statusCode() == 201 && listeners.size() < TOO_MANY) {
        listeners.add(TestClient.connect(server, "?station=" + answer.jsonPath().getString("id")));
        listeners.get(listeners.size() - 1).awaitAudio(1);
        answer = make();
      }

      // Then: over REST
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.header("Retry-After")).isEqualTo("30");
      assertThat(answer.jsonPath().getString("code")).isEqualTo("SERVER_OVERLOAD");
      assertThat(answer.jsonPath().getString("reason")).isEqualTo("capacity");

      // And: over the WebSocket, unless the load has fallen a little meanwhile
      JsonNode first;
      TestClient late;
      do {
        late = TestClient.connect(server, "?station=new");
        listeners.add(late);
        first = late.await(m -> Set.of("station", "error").contains(m.path("type").asText()));
      } while (first.path("type").asText().equals("station") && listeners.size() < TOO_MANY);
      assertThat(first.path("code").asText()).isEqualTo("SERVER_OVERLOAD");
      assertThat(first.path("reason").asText()).isEqualTo("capacity");
      assertThat(late.awaitClose()).isEqualTo(1013);
      listeners.remove(late);
      assertThat(stations.counts().refused(StationRefusal.CAPACITY)).isGreaterThan(1);

      // And: those that play go on
      for (TestClient listener : listeners) {
        listener.awaitAudio(20);
      }
    } finally {
      listeners.forEach(TestClient::close);
      stations.all(StationKind.PERSONAL).forEach(station -> stations.end(station.id()));
      await().until(() -> stations.listeners() == 0);
    }
  }

  private static Response make() {
    return given().contentType(ContentType.JSON).body("{}").post(STATIONS);
  }
}
