package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.api.TestClient;
import io.auralis.streaming.Broadcaster;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames as no client should send them, over real connections, beside one that listens. */
@QuarkusTest
@TestProfile(CrowdTest.RoomForMany.class)
class FrameFuzzTest {

  private static final int FRAMES = 20_000;
  private static final int FRAMES_PER_CONNECTION = 100;
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final String HANDSHAKE =
      "GET /ws/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  private static final long SEED = 20_250_115;

  private static final List<String> TEXTS =
      List.of(
          "{\"type\":\"control\",\"bpm\":9999}",
          "{\"type\":\"control\",\"key\":\"A minor\"}",
          "{\"type\":\"ping\"}",
          "{\"type\":\"status_request\"}",
          "{\"type\":[[[[[[[[",
          "\u0000\uffff",
          "");

  @TestHTTPResource("/")
  URI server;

  @Inject Broadcaster broadcaster;

  @Test
  void aListenersStreamHasNoGapWhateverOthersSend() throws IOException {
    await().until(() -> broadcaster.listeners() == 0);
    Random random = new Random(SEED);
    try (TestClient listener = TestClient.connect(server)) {
      for (int sent = 0; sent < FRAMES; ) {
        sent += attack(random);
      }
      int heard = listener.audio().size();
      listener.awaitAudio(heard + 3);

      List<JsonNode> audio = listener.audio();
      long first = audio.get(0).path("chunk_index").asLong();
      for (int i = 0; i < audio.size(); i++) {
        assertThat(audio.get(i).path("chunk_index").asLong()).isEqualTo(first + i);
      }
    }
    await().until(() -> broadcaster.listeners() == 0);
  }

  /** Sends good and bad messages in good frames, then at most a few frames that are not. */
  private int attack(Random random) throws IOException {
    int sent = 0;
    int answered = 0;
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      answered += in.read(new byte[1_024]);
      for (int left = random.nextInt(FRAMES_PER_CONNECTION); left > 0; left--) {
        out.write(goodFrame(random));
        sent++;
        answered += in.skip(in.available());
      }
      for (int left = random.nextInt(4); left > 0; left--) {
        out.write(badFrame(random));
        sent++;
      }
    } catch (IOException e) {
      // The server hung up: that is an answer.
      sent++;
      answered++;
    }
    assertThat(answered).isPositive();
    return sent;
  }

  private static byte[] goodFrame(Random random) {
    byte[] payload;
    if (random.nextBoolean()) {
      payload = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
      return frame(TEXT, payload, payload.length, true);
    }
    payload = new byte[random.nextInt(300)];
    random.nextBytes(payload);
    return frame(BINARY, payload, payload.length, true);
  }

  /** Noise, or a frame with any opcode and flags, without a mask, too large, or cut short. */
  private static byte[] badFrame(Random random) {
    byte[] payload = new byte[random.nextInt(6_000)];
    random.nextBytes(payload);
    return switch (random.nextInt(5)) {
      case 0 -> payload;
      case 1 -> frame(TEXT, payload, payload.length, true);
      case 2 -> frame(random.nextInt(256), payload, payload.length, true);
      case 3 -> frame(BINARY, payload, payload.length, false);
      default -> frame(TEXT, payload, payload.length + 1 + random.nextInt(30_000), true);
    };
  }

  private static byte[] frame(int start, byte[] payload, int length, boolean masked) {
    int mask = masked ? 0x80 : 0;
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) start);
    if (length < 126) {
      frame.put((byte) (mask | length));
    } else {
      frame.put((byte) (mask | 126)).putShort((short) length);
    }
    if (masked) {
      frame.putInt(0);
    }
    frame.put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }
}
