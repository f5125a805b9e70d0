package io.auralis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.station.StationProblem;
import io.auralis.stations.Stations;
import io.auralis.websocket.ListenerNews;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Codes and severities of specification 4.3 on the wire. What makes the station report a problem is
 * tested there; {@code BUFFER_OVERRUN} and {@code SERVER_OVERLOAD} have tests of their own.
 */
@QuarkusTest
class ErrorCodesTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @ParameterizedTest
  @CsvSource({"SYNTHESIS_FAILED, warning", "BUFFER_UNDERRUN, warning", "GENERATION_ERROR, error"})
  void everybodyHearsOfTheStationsProblems(StationProblem problem, String severity) {
    try (TestClient one = TestClient.connect(server);
        TestClient two = TestClient.connect(server, "?format=pcm")) {
      new ListenerNews(stations.main().broadcaster()).problemOccurred(problem, "what happened");
      for (TestClient client : new TestClient[] {one, two}) {
        JsonNode error = client.await(m -> m.path("code").asText().equals(problem.name()));
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("reason").asText()).isEqualToIgnoringCase(problem.name());
        assertThat(error.path("severity").asText()).isEqualTo(severity);
        assertThat(error.path("message").asText()).isEqualTo("what happened");
        assertThat(error.path("timestamp").asText()).endsWith("Z");
      }
    }
  }

  @Test
  void theEleventhControlOfASecondIsRefusedAndTheSessionStaysOpen() {
    try (TestClient client = TestClient.connect(server)) {
      for (int i = 0; i < 40; i++) {
        client.send("{\"type\":\"control\",\"bpm\":" + (100 + i) + "}");
      }
      JsonNode error = client.awaitError("INVALID_CONTROL");
      assertThat(error.path("code").asText()).isEqualTo("INVALID_CONTROL");
      assertThat(error.path("severity").asText()).isEqualTo("error");
      assertThat(error.path("reason").asText()).isEqualTo("too_many_controls");
      assertThat(error.path("message").asText()).contains("10 controls a second");
      client.forget();
      client.awaitAudio(2);
    }
  }

  @Test
  void theUpdateRepeatsTheTimestampOfItsControlToEverybody() {
    try (TestClient one = TestClient.connect(server);
        TestClient two = TestClient.connect(server)) {
      one.send("{\"type\":\"control\",\"bpm\":91,\"timestamp\":\"2025-01-15T10:30:45.123456Z\"}");
      for (TestClient client : new TestClient[] {one, two}) {
        JsonNode update = client.await(m -> m.path("bpm").asInt() == 91);
        assertThat(update.path("timestamp").asText()).isEqualTo("2025-01-15T10:30:45.123456Z");
      }
      one.send("{\"type\":\"control\",\"bpm\":92,\"timestamp\":5}");
      assertThat(one.awaitError("INVALID_CONTROL").path("message").asText())
          .isEqualTo("timestamp: 5 is not allowed; it must be a text of up to 64 characters");
    }
  }

  @Test
  void aMessageOfMoreThanFourKilobytesClosesWith1009() {
    try (TestClient client = TestClient.connect(server)) {
      client.send("{\"type\":\"ping\",\"client_time\":\"" + "x".repeat(4_096 - 32) + "\"}");
      client.await("pong");
      client.sendAndForget("{\"type\":\"ping\",\"client_time\":\"" + "x".repeat(4_096) + "\"}");
      assertThat(client.awaitClose()).isEqualTo(1009);
    }
  }
}
