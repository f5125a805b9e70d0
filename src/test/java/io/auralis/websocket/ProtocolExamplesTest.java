package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The examples in docs/protocol.md come from here: this test runs the session, leaves what it heard
 * in target/protocol-examples.md, and holds the document to the same fields and types.
 */
@QuarkusTest
class ProtocolExamplesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SHOWN_DATA = 24;

  private static final List<String> SENT =
      List.of(
          "{\"type\":\"control\",\"key\":\"A minor\",\"bpm\":75,\"intensity\":0.7,"
              + "\"timestamp\":\"2025-01-15T10:30:45.123456Z\"}",
          "{\"type\":\"ping\",\"client_time\":\"2025-01-15T10:30:45.123456Z\"}",
          "{\"type\":\"status_request\"}",
          "{\"type\":\"control\",\"bpm\":300}");

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @Test
  void theDocumentShowsWhatIsSentAndReceived() throws IOException {
    // Given
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    List<String> heard = new ArrayList<>();
    try (TestClient client = TestClient.connect(server)) {
      heard.add(shortened(client.awaitAudio(1).get(0)));
      SENT.forEach(client::send);
      heard.add(client.await(m -> m.path("timestamp").asText().startsWith("2025")).toString());
      for (String type : List.of("pong", "status", "error")) {
        heard.add(client.await(type).toString());
      }
    }
    try (TestClient maker = TestClient.connect(server, "?station=new&preset=deep&bpm=60")) {
      JsonNode station = maker.await("station");
      heard.add(station.toString());
      stations.end(station.path("id").asText());
    }
    Files.write(Path.of("target/protocol-examples.md"), heard);

    // When
    List<String> document =
        Files.readAllLines(Path.of("docs/protocol.md")).stream()
            .filter(line -> line.startsWith("{\"type\""))
            .toList();

    // Then
    assertThat(document).containsAll(SENT);
    List<String> shown = document.stream().filter(line -> !SENT.contains(line)).toList();
    assertThat(shown.stream().map(ProtocolExamplesTest::shape))
        .containsExactlyElementsOf(heard.stream().map(ProtocolExamplesTest::shape).toList());
  }

  @Test
  void theDocumentShowsTheAnswerThatMakesAStation() throws IOException {
    // Given
    String made =
        given()
            .contentType("application/json")
            .body("{\"preset\":\"deep\",\"bpm\":60}")
            .post("/api/v1/stations")
            .asString();
    stations.end(MAPPER.readTree(made).path("id").asText());

    // When
    List<String> shown =
        Files.readAllLines(Path.of("docs/protocol.md")).stream()
            .filter(line -> line.startsWith("{\"id\""))
            .toList();

    // Then
    assertThat(shown).hasSize(1);
    assertThat(shape(shown.get(0))).isEqualTo(shape(made));
    assertThat(shape(MAPPER.readTree(shown.get(0)).path("links").toString()))
        .isEqualTo(shape(MAPPER.readTree(made).path("links").toString()));
  }

  private static String shortened(JsonNode audio) {
    String data = audio.path("data").asText();
    return ((ObjectNode) audio).put("data", data.substring(0, SHOWN_DATA) + "...").toString();
  }

  /** Fields and their types, without their values. */
  private static String shape(String json) {
    try {
      JsonNode message = MAPPER.readTree(json);
      TreeMap<String, String> fields = new TreeMap<>();
      message.properties().forEach(e -> fields.put(e.getKey(), e.getValue().getNodeType().name()));
      return message.path("type").asText() + fields;
    } catch (JacksonException e) {
      throw new AssertionError(json, e);
    }
  }
}
