package io.auralis.websocket;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.StreamFormat;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@TestProfile(StreamFormatsTest.WithOpus.class)
class StreamFormatsTest {

  /** Opus is off by default. */
  public static final class WithOpus implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("auralis.enable-opus", "true");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Broadcaster broadcaster;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> broadcaster.listeners() == 0);
  }

  @Test
  void pcmMessagesHaveTheHeaderOfTheProtocolAndTheBytesOfTheJsonStream() {
    try (TestClient json = TestClient.connect(server);
        TestClient pcm = TestClient.connect(server, "?format=pcm")) {
      // When
      List<byte[]> messages = pcm.awaitBinary(8);
      List<JsonNode> audio = json.awaitAudio(10);

      // Then
      ByteBuffer header = header(messages.get(0));
      assertThat(header.get(0)).as("version").isEqualTo((byte) 1);
      assertThat(header.get(1)).as("codec").isEqualTo((byte) 1);
      assertThat(header.getShort(2)).as("header length").isEqualTo((short) 24);
      assertThat(header.getInt(4)).as("sample rate").isEqualTo(44_100);
      assertGapless(messages);
      int compared = 0;
      for (byte[] message : messages) {
        assertThat(message).hasSize(24 + 17_640);
        for (JsonNode same : audio) {
          if (same.path("chunk_index").asLong() == header(message).getLong(8)) {
            Instant timestamp = Instant.parse(same.path("timestamp").asText());
            assertThat(header(message).getLong(16))
                .isEqualTo(timestamp.getEpochSecond() * 1_000_000 + timestamp.getNano() / 1_000);
            assertThat(message).endsWith(TestClient.pcm(same));
            compared++;
          }
        }
      }
      assertThat(compared).isGreaterThan(4);
    }
  }

  @Test
  void theControlsSayWhichFormatsCanBeHad() {
    when()
        .get("/api/v1/control")
        .then()
        .body("stream.formats", contains("json", "pcm", "opus"))
        .body("stream.opus_kbps", equalTo(96));
  }

  @Test
  void opusMessagesHoldFivePacketsOfTwentyMilliseconds() throws Exception {
    try (TestClient opus = TestClient.connect(server, "?format=opus")) {
      // When
      List<byte[]> messages = opus.awaitBinary(8);

      // Then
      assertThat(header(messages.get(0)).get(1)).as("codec").isEqualTo((byte) 2);
      assertThat(header(messages.get(0)).getInt(4)).as("sample rate").isEqualTo(48_000);
      assertGapless(messages);
      OpusDecoder decoder = new OpusDecoder(48_000, 2);
      short[] frames = new short[960 * 2];
      for (byte[] message : messages) {
        ByteBuffer payload = header(message).position(24);
        int packets = 0;
        while (payload.hasRemaining()) {
          byte[] packet = new byte[Short.toUnsignedInt(payload.getShort())];
          payload.get(packet);
          assertThat(decoder.decode(packet, 0, packet.length, frames, 0, 960, false))
              .isEqualTo(960);
          packets++;
        }
        assertThat(packets).isEqualTo(5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StreamFormat.class)
  void everyFormatAlsoGetsTheNewsAndTakesControls(StreamFormat format) {
    try (TestClient client = TestClient.connect(server, "?format=" + format.label())) {
      client.await("generation_update");
      client.send("{\"type\":\"control\",\"bpm\":81}");
      client.await(m -> m.path("bpm").asInt() == 81);
    }
  }

  @Test
  void aFormatThatNobodyListensToCostsNothing() {
    // Given
    long opus = broadcaster.totals().counts(StreamFormat.OPUS).encoded();
    try (TestClient client = TestClient.connect(server, "?format=pcm")) {
      client.awaitBinary(6);
    }

    // Then: only what lingers of an earlier test could be added, and never as much as was heard
    assertThat(broadcaster.totals().counts(StreamFormat.PCM).encoded()).isPositive();
    assertThat(broadcaster.totals().counts(StreamFormat.OPUS).encoded() - opus).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?format=mp3     | format: "mp3" is not allowed; it must be one of json, pcm, opus
          ?format=        | format: "" is not allowed; it must be one of json, pcm, opus
          ?from=-1        | from: "-1" is not allowed; it must be a chunk_index, 0 or greater
          ?from=then      | from: "then" is not allowed; it must be a chunk_index, 0 or greater
          """)
  void aWrongQueryIsExplainedAndClosedWith1008(String query, String expected) {
    try (TestClient client = TestClient.connect(server, query)) {
      assertThat(client.awaitClose()).isEqualTo(1008);
      JsonNode error = client.awaitError("INVALID_CONTROL");
      assertThat(error.path("code").asText()).isEqualTo("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("request");
      assertThat(error.path("message").asText()).isEqualTo(expected);
      assertThat(client.closeReason()).isEqualTo(expected);
    }
    assertThat(broadcaster.listeners()).isZero();
  }

  @ParameterizedTest
  @EnumSource(StreamFormat.class)
  void whoComesBackContinuesWithoutALostOrDoubledChunk(StreamFormat format) {
    // Given
    String query = "?format=" + format.label();
    long last;
    try (TestClient first = TestClient.connect(server, query)) {
      last = indices(first, format, 6).get(5);
    }

    // When: it was the only one, and has been gone for a moment
    await().until(() -> broadcaster.listeners() == 0);
    try (TestClient again = TestClient.connect(server, query + "&from=" + (last + 1))) {
      List<Long> next = indices(again, format, 6);

      // Then
      assertThat(next.get(0)).isEqualTo(last + 1);
      assertThat(again.messages().get(0).path("type").asText()).isEqualTo("status");
      assertThat(again.messages().get(0).path("resumed").asBoolean()).isTrue();
    }
  }

  @Test
  void whoComesBackTooLateIsToldAndStartsAtTheLiveEdge() {
    try (TestClient client = TestClient.connect(server, "?from=999999999")) {
      // When
      long first = indices(client, StreamFormat.JSON, 4).get(0);

      // Then
      JsonNode status = client.messages().get(0);
      assertThat(status.path("type").asText()).isEqualTo("status");
      assertThat(status.path("resumed").isBoolean()).isTrue();
      assertThat(status.path("resumed").asBoolean()).isFalse();
      assertThat(first).isLessThan(999_999_999);
    }
  }

  private static List<Long> indices(TestClient client, StreamFormat format, int count) {
    return format == StreamFormat.JSON
        ? client.awaitAudio(count).stream().map(m -> m.path("chunk_index").asLong()).toList()
        : client.awaitBinary(count).stream().map(m -> header(m).getLong(8)).toList();
  }

  private static void assertGapless(List<byte[]> messages) {
    long first = header(messages.get(0)).getLong(8);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(header(messages.get(i)).getLong(8)).isEqualTo(first + i);
    }
  }

  private static ByteBuffer header(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }
}
