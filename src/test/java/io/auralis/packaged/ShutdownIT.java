package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.websocket.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is told to end, by SIGTERM. */
class ShutdownIT {

  private static final Duration ENDS = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void itIsNotReadyWhileTheMusicPlaysOnThenAllAreClosedOneAfterTheOther() throws Exception {
    // Given
    int listeners = 30;
    List<TestClient> clients = new ArrayList<>();
    try (PackagedApplication application = start("2", "1.5")) {
      for (int i = 0; i < listeners; i++) {
        clients.add(TestClient.connect(application.uri()));
      }
      clients.get(0).awaitAudio(2);

      // When
      application.terminate();

      // Then: not ready, but alive; who comes is served, and the music plays on
      await().atMost(ENDS).until(() -> application.get("/q/health/ready").statusCode() == 503);
      assertThat(application.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(application.get("/q/health/ready").body()).contains("\"listeners\": " + listeners);
      clients.add(TestClient.connect(application.uri()));
      clients.get(listeners).awaitAudio(2);

      // When: it is told again
      application.terminate();

      // Then: all are closed, not all at once, and nothing is missing up to the end
      for (TestClient client : clients) {
        assertThat(client.awaitClose()).isEqualTo(1001);
        assertThat(client.closeReason()).isEqualTo("The server is going away");
      }
      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
      assertThat(clients.stream().map(ShutdownIT::lastChunk).distinct().count())
          .as("chunks that were somebody's last")
          .isGreaterThan(5);
      clients.forEach(ShutdownIT::assertGapless);
      assertThat(application.output())
          .contains(
              "not ready any more, the music plays on for 2.0 s; listeners: " + listeners,
              (listeners + 1) + " listeners are told within 1.5 s")
          .doesNotContain("do not answer", "ERROR", "Exception");
    } finally {
      clients.forEach(TestClient::close);
    }
  }

  @Test
  void handshakesAreRefusedOnceListenersAreSentAway() throws Exception {
    try (PackagedApplication application = start("0", "5");
        TestClient first = TestClient.connect(application.uri());
        TestClient second = TestClient.connect(application.uri())) {
      application.terminate();
      assertThat(first.awaitClose()).isEqualTo(1001);

      try (Socket late = handshake(application, 512)) {
        assertThat(firstLines(late))
            .startsWith("HTTP/1.1 503 Service Unavailable")
            .containsIgnoringCase("Retry-After: 1\r\n");
      }
      assertThat(second.awaitClose()).isEqualTo(1001);
      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
    }
  }

  @Test
  void clientsThatDoNotAnswerOrDoNotReadHoldNothingUp() throws Exception {
    try (PackagedApplication application = start("0", "0.2");
        Socket mute = handshake(application, 1 << 20);
        Socket stuck = handshake(application, 512)) {
      assertThat(firstLines(mute)).startsWith("HTTP/1.1 101");
      await().until(() -> application.get("/q/health/ready").body().contains("\"listeners\": 2"));

      application.terminate();

      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
      assertThat(stuck.isClosed()).as("by this end").isFalse();
      assertThat(application.output()).doesNotContain("ERROR", "WARN", "Exception");
    }
  }

  @Test
  void withoutListenersItEndsRightAfterTheDelay() throws Exception {
    try (PackagedApplication application = start("0", "60")) {
      application.terminate();

      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
      assertThat(application.output())
          .contains("not ready any more, the music plays on for 0.0 s; listeners: 0")
          .doesNotContain("are told", "ERROR", "WARN", "Exception");
    }
  }

  private PackagedApplication start(String delay, String spread) {
    return PackagedApplication.start(
        directory,
        Map.of(
            "AURALIS_DRAIN_DELAY_SEC",
            delay,
            "AURALIS_DRAIN_SPREAD_SEC",
            spread,
            "AURALIS_MAX_CLIENTS",
            "100"));
  }

  /** Asks for the stream, and never reads or answers by itself. */
  private static Socket handshake(PackagedApplication application, int receiveBuffer)
      throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(application.uri().getHost(), application.uri().getPort()));
    socket
        .getOutputStream()
        .write(
            """
            GET /ws/stream HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Status line and headers. */
  private static String firstLines(Socket socket) throws IOException {
    StringBuilder lines = new StringBuilder();
    InputStream input = socket.getInputStream();
    while (lines.indexOf("\r\n\r\n") < 0) {
      int read = input.read();
      if (read < 0) {
        break;
      }
      lines.append((char) read);
    }
    return lines.toString();
  }

  private static long lastChunk(TestClient client) {
    List<JsonNode> audio = client.audio();
    return audio.get(audio.size() - 1).path("chunk_index").asLong();
  }

  private static void assertGapless(TestClient client) {
    List<JsonNode> audio = client.audio();
    long first = audio.get(0).path("chunk_index").asLong();
    for (int i = 0; i < audio.size(); i++) {
      assertThat(audio.get(i).path("chunk_index").asLong()).isEqualTo(first + i);
    }
  }
}
