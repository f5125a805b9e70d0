package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StreamSocketTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void audioMessagesHaveTheFieldsOfTheSpecification() {
    try (TestClient client = TestClient.connect(server)) {
      // When
      List<JsonNode> audio = client.awaitAudio(8);

      // Then
      assertThat(fields(audio.get(0)))
          .containsExactlyInAnyOrder(
              "type", "data", "timestamp", "chunk_index", "sample_rate", "channels", "format");
      assertThat(audio.get(0).path("sample_rate").asInt()).isEqualTo(44_100);
      assertThat(audio.get(0).path("channels").asInt()).isEqualTo(2);
      assertThat(audio.get(0).path("format").asText()).isEqualTo("int16_le");
      assertThat(audio.get(0).path("timestamp").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
      assertThat(audio).allSatisfy(m -> assertThat(TestClient.pcm(m)).hasSize(17_640));
      long first = audio.get(0).path("chunk_index").asLong();
      assertThat(audio.stream().map(m -> m.path("chunk_index").asLong()))
          .containsExactlyElementsOf(
              IntStream.range(0, audio.size()).mapToObj(i -> first + i).toList());
    }
  }

  @Test
  void twoListenersGetTheSameBytesForTheSameIndex() {
    try (TestClient one = TestClient.connect(server);
        TestClient two = TestClient.connect(server)) {
      // When
      List<JsonNode> first = one.awaitAudio(10);
      List<JsonNode> second = two.awaitAudio(10);

      // Then
      List<JsonNode> shared = new ArrayList<>(first);
      shared.retainAll(second);
      assertThat(shared).hasSizeGreaterThan(5);
    }
  }

  @Test
  void aNewListenerIsToldWhatPlays() {
    try (TestClient client = TestClient.connect(server)) {
      // When
      JsonNode update = client.await("generation_update");

      // Then
      assertThat(fields(update))
          .containsExactlyInAnyOrder(
              "type", "phrase_id", "key", "bpm", "intensity", "next_phrase_in_ms");
      assertThat(update.path("phrase_id").asText()).matches("phrase_\\d+");
    }
  }

  @Test
  void aControlIsAnnouncedToEverybody() {
    try (TestClient one = TestClient.connect(server);
        TestClient two = TestClient.connect(server)) {
      one.awaitAudio(1);
      two.awaitAudio(1);

      // When
      one.send(
          """
          {"type":"control","key":"E minor","bpm":90,"intensity":0.3,
           "timestamp":"2025-01-15T10:30:45.123456Z","unknown":[1]}\
          """);

      // Then
      for (TestClient client : List.of(one, two)) {
        JsonNode update =
            client.await(
                m ->
                    m.path("type").asText().equals("generation_update")
                        && m.path("bpm").asInt() == 90);
        assertThat(update.path("key").asText()).isEqualTo("E minor");
        assertThat(update.path("intensity").asDouble()).isEqualTo(0.3);
        assertThat(update.path("next_phrase_in_ms").asLong()).isBetween(0L, 6_600L);
      }
    }
  }

  @Test
  void pingAndStatusAreAnswered() {
    try (TestClient client = TestClient.connect(server)) {
      // When
      client.send("{\"type\":\"ping\",\"client_time\":\"2025-01-15T10:30:45.123456Z\"}");
      client.send("{\"type\":\"status_request\"}");

      // Then
      JsonNode pong = client.await("pong");
      assertThat(fields(pong)).containsExactlyInAnyOrder("type", "client_time", "server_time");
      assertThat(pong.path("client_time").asText()).isEqualTo("2025-01-15T10:30:45.123456Z");
      JsonNode status = client.await("status");
      assertThat(fields(status))
          .containsExactlyInAnyOrder(
              "type", "buffer_depth_ms", "active_clients", "synthesis_latency_ms", "server_time");
      assertThat(status.path("active_clients").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"control","bpm":0}              | bpm: 0 is not allowed; it must be a whole number from 40 to 200
          {"type":"control","bpm":70.5}           | bpm: 70.5 is not allowed; it must be a whole number from 40 to 200
          {"type":"control","bpm":"70"}           | bpm: "70" is not allowed; it must be a whole number from 40 to 200
          {"type":"control","bpm":1e400}          | is not allowed; it must be a whole number from 40 to 200
          {"type":"control","key":"H minor"}      | key: "H minor" is not allowed; it must be one of A minor, B minor
          {"type":"control","key":7}              | key: 7 is not allowed; it must be one of A minor, B minor
          {"type":"control","intensity":NaN}      | intensity: "NaN" is not allowed; it must be a number from 0.0 to 1.0
          {"type":"control","intensity":1.01}     | intensity: 1.01 is not allowed; it must be a number from 0.0 to 1.0
          {"type":"control","intensity":null}     | intensity: null is not allowed; it must be a number from 0.0 to 1.0
          {"type":"control"}                      | Nothing to change; give key, mode, bpm or intensity
          {"type":"dance"}                        | type: "dance" is not allowed; it must be one of control, ping, status_request
          {}                                      | type: nothing is not allowed
          []                                      | The message must be a JSON object
          {"type":                                | This is not JSON
          {"type":"ping"} {"type":"ping"}         | This is not JSON
          """)
  void aBadMessageGetsAClearErrorAndTheMusicPlaysOn(String message, String expected) {
    try (TestClient client = TestClient.connect(server)) {
      // When
      client.send(message);

      // Then
      JsonNode error = client.awaitError("INVALID_CONTROL");
      assertThat(error.path("severity").asText()).isEqualTo("error");
      assertThat(error.path("message").asText()).contains(expected);
      assertThat(fields(error)).contains("type", "code", "message", "severity", "timestamp");
      client.forget();
      client.awaitAudio(2);
    }
  }

  @Test
  void binaryGarbageGetsAnErrorAndTheMusicPlaysOn() {
    try (TestClient client = TestClient.connect(server)) {
      // When
      client.send(new byte[] {0, 1, 2, -1});

      // Then
      assertThat(client.awaitError("INVALID_CONTROL").path("reason").asText())
          .isEqualTo("malformed");
      client.forget();
      client.awaitAudio(2);
    }
  }

  @Test
  void aMessageOfTenMegabytesClosesItsSessionWith1009AndNoOther() {
    try (TestClient other = TestClient.connect(server);
        TestClient client = TestClient.connect(server)) {
      other.awaitAudio(1);

      // When
      client.sendAndForget(
          "{\"type\":\"ping\",\"client_time\":\"" + "x".repeat(10_000_000) + "\"}");

      // Then
      assertThat(client.awaitClose()).isEqualTo(1009);
      other.forget();
      other.awaitAudio(3);
    }
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void aFullHouseIsToldSoAndClosedWith1013() {
    List<TestClient> guests = new ArrayList<>();
    try {
      // Given
      for (int i = 0; i < stations.main().broadcaster().attendance().places(); i++) {
        guests.add(TestClient.connect(server));
      }

      // When
      try (TestClient refused = TestClient.connect(server)) {
        // Then
        JsonNode error = refused.await("error");
        assertThat(error.path("code").asText()).isEqualTo("SERVER_OVERLOAD");
        assertThat(error.path("reason").asText()).isEqualTo("full");
        assertThat(error.path("severity").asText()).isEqualTo("critical");
        assertThat(refused.awaitClose()).isEqualTo(1013);
      }

      // And: a place that becomes free is given away
      guests.remove(0).close();
      await()
          .until(
              () ->
                  stations.main().broadcaster().listeners()
                      == stations.main().broadcaster().attendance().places() - 1);
      try (TestClient next = TestClient.connect(server)) {
        next.awaitAudio(1);
      }
    } finally {
      guests.forEach(TestClient::close);
    }
  }

  private static Set<String> fields(JsonNode message) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> i = message.fieldNames(); i.hasNext(); ) {
      names.add(i.next());
    }
    return names;
  }
}
