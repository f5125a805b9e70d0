package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.Stations;
import io.auralis.websocket.ClientFrames;
import io.auralis.websocket.FrameNoise;
import io.auralis.websocket.FrameOracle;
import io.auralis.websocket.FrameOracle.Outcome;
import io.auralis.websocket.FrameOracle.Verdict;
import io.auralis.websocket.RawWebSocket;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Frames right and wrong, over real connections, beside one that listens: each connection lives or
 * ends as RFC 6455 demands, and the one beside misses nothing.
 */
@QuarkusTest
@TestProfile(RoomForMany.class)
class FrameFuzzTest {

  private static final int CONNECTIONS = 1_500;
  private static final int AT_LEAST_OF_EACH = 50;
  private static final int MANY_MESSAGES = 400;
  private static final long SEED = 20_250_115;
  private static final String NONCE = "~the-last~";
  private static final byte[] LAST =
      ClientFrames.text("{\"type\":\"ping\",\"client_time\":\"" + NONCE + "\"}");

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @Test
  void aListenersStreamHasNoGapWhateverOthersSend() throws IOException {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    Random random = new Random(SEED);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    try (TestClient listener = TestClient.connect(server)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        outcomes.merge(attack(random, i), 1, Integer::sum);
      }
      int heard = listener.audio().size();
      listener.awaitAudio(heard + 3);

      List<JsonNode> audio = listener.audio();
      long first = audio.get(0).path("chunk_index").asLong();
      for (int i = 0; i < audio.size(); i++) {
        assertThat(audio.get(i).path("chunk_index").asLong()).isEqualTo(first + i);
      }
    }
    // Noise that ends in the middle of a frame, so that the server waits for the rest, is rare.
    for (Outcome outcome : EnumSet.complementOf(EnumSet.of(Outcome.WAITS))) {
      assertThat(outcomes.getOrDefault(outcome, 0))
          .as(outcome.name())
          .isGreaterThan(AT_LEAST_OF_EACH);
    }
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  private Outcome attack(Random random, int connection) throws IOException {
    byte[] noise = FrameNoise.of(random, connection % 20 == 0 ? MANY_MESSAGES : 10);
    byte[] sent = ClientFrames.join(noise, LAST);
    Verdict verdict = FrameOracle.judge(sent);
    int piece = random.nextBoolean() ? sent.length : sent.length / 50 + random.nextInt(200) + 1;
    try (RawWebSocket client = RawWebSocket.connect(server)) {
      client.send(sent, piece);
      switch (verdict.outcome()) {
        case LIVES ->
            assertThat(pongsUpTo(NONCE, client))
                .as("connection %d: pongs", connection)
                .usingRecursiveComparison()
                .isEqualTo(verdict.pings());
        case ANSWERS_CLOSE, FAILS -> {
          assertThat(verdict.codes())
              .as("connection %d: close code", connection)
              .contains(client.awaitClose());
          assertThat(client.awaitEnd()).as("connection %d: the end", connection).isTrue();
        }
        case WAITS -> {
          // The server has every right to say nothing.
        }
      }
    }
    return verdict.outcome();
  }

  private static List<byte[]> pongsUpTo(String text, RawWebSocket client) throws IOException {
    List<byte[]> pongs = new ArrayList<>();
    Optional<RawWebSocket.Frame> frame = client.readAnswer();
    while (frame.isPresent() && !frame.get().text().contains(text)) {
      assertThat(frame.get().opcode()).as(frame.get().text()).isNotEqualTo(ClientFrames.CLOSE);
      if (frame.get().opcode() == ClientFrames.PONG) {
        pongs.add(frame.get().payload());
      }
      frame = client.readAnswer();
    }
    assertThat(frame).as("the answer to the last message").isPresent();
    return pongs;
  }
}
