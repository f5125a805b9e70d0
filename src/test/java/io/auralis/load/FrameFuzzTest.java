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
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames as no client should send them, over real connections, beside one that listens. */
@QuarkusTest
@TestProfile(RoomForMany.class)
class FrameFuzzTest {

  private static final int FRAMES = 100_000;
  private static final int FRAMES_PER_CONNECTION = 1_000;
  private static final int SHOWN = 200;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String NONCE = "~the-last~";
  private static final String LAST = "{\"type\":\"ping\",\"client_time\":\"" + NONCE + "\"}";
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

  /**
   * Sends messages in good frames and waits until the server has been through them, then at most a
   * few frames that are none.
   */
  private int attack(Random random) throws IOException {
    int good = random.nextInt(FRAMES_PER_CONNECTION);
    int bad = random.nextInt(4);
    boolean answered = false;
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      out.write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      // Whoever sends frames before the server has agreed has no right to be understood.
      readUntil("\r\n\r\n", in);
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (int i = 0; i < good; i++) {
        frames.writeBytes(goodFrame(random));
        if (frames.size() > 1 << 14) {
          out.write(frames.toByteArray());
          frames.reset();
          in.skipNBytes(in.available());
        }
      }
      byte[] last = LAST.getBytes(StandardCharsets.US_ASCII);
      frames.writeBytes(frame(TEXT, last, last.length, true));
      out.write(frames.toByteArray());
      readUntil(NONCE, in);
      answered = true;
      for (int i = 0; i < bad; i++) {
        out.write(badFrame(random));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The server neither answered nor closed", e);
    } catch (SocketException e) {
      // At a bad frame, while the next was written: that is an answer.
      assertThat(answered).as("all good frames were answered before the server hung up").isTrue();
    }
    return good + bad;
  }

  /** Reads until a text has come; fails if the stream ends before. */
  private static void readUntil(String wanted, InputStream in) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.length() < wanted.length()
        || !wanted.contentEquals(
            heard.subSequence(heard.length() - wanted.length(), heard.length()))) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("Closed where answers are due: ..." + heard);
      }
      heard.append((char) next);
      if (heard.length() > 2 * SHOWN) {
        heard.delete(0, SHOWN);
      }
    }
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
