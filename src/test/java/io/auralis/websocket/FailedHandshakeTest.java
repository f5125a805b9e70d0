package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A connection whose handshake failed is a connection like any other: behind a proxy that pools
 * them its next request is somebody else's.
 */
@QuarkusTest
@TestProfile(FailedHandshakeTest.Production.class)
class FailedHandshakeTest {

  private static final Pattern LENGTH =
      Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final byte[] PLAIN = ascii("GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n");

  /** Taken, or one of too many. */
  private static final Pattern CONTROLLED =
      Pattern.compile("HTTP/1\\.1 (200|429) .*", Pattern.DOTALL);

  /** Read as frames it is too big, or not masked, or anything. */
  private static final byte[] LONG =
      ascii(
          "POST /api/v1/control HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 20000\r\n\r\n"
              + " ".repeat(19_990)
              + "{\"bpm\":71}");

  private static final byte[] PING =
      ClientFrames.text("{\"type\":\"ping\",\"client_time\":\"early\"}");

  /** Other origins are rejected. */
  public static final class Production implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("auralis.env", "production");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  /** Each line: the status, and the headers of a request that is no handshake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Sec-WebSocket-Version: 13
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Upgrade: h2c;Sec-WebSocket-Version: 13
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: keep-alive;Upgrade: websocket;Sec-WebSocket-Version: 13
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Upgrade: websocket
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 8
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 14
          426 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: x
          400 | Sec-WebSocket-Key: short;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13
          400 | Sec-WebSocket-Key: c2hvcnQ=;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13
          400 | Sec-WebSocket-Key:;Connection: Upgrade;Upgrade: websocket;Sec-WebSocket-Version: 13
          """)
  void theNextRequestsAreAnsweredAsHttp(int status, String headers) throws IOException {
    byte[] request =
        ascii("GET /ws/stream HTTP/1.1\r\nHost: x\r\n" + headers.replace(";", "\r\n") + "\r\n\r\n");
    try (RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()))) {
      // When
      client.send(request);

      // Then
      String answer = answer(client);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (status == 426) {
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("upgrade: websocket");
      }
      client.send(PLAIN);
      assertThat(answer(client)).startsWith("HTTP/1.1 200");
      client.send(LONG);
      assertThat(answer(client)).matches(CONTROLLED);

      // And what comes in one piece with it
      client.send(ClientFrames.join(request, PLAIN, LONG, request, PLAIN));
      assertThat(answer(client)).startsWith("HTTP/1.1 " + status);
      assertThat(answer(client)).startsWith("HTTP/1.1 200");
      assertThat(answer(client)).matches(CONTROLLED);
      assertThat(answer(client)).startsWith("HTTP/1.1 " + status);
      assertThat(answer(client)).startsWith("HTTP/1.1 200");

      // And it may still become a WebSocket
      client.send(RawWebSocket.handshake(""));
      assertThat(client.readHead()).startsWith("HTTP/1.1 101");
      client.send(PING);
      assertThat(client.readAnswer().orElseThrow().text()).contains("pong", "early");
    }
  }

  @Test
  void aPageThatMayNotListenGetsAnHttpAnswerAndNothingElse() throws IOException {
    try (RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()))) {
      // When
      client.send(RawWebSocket.handshake("Origin: https://other.example\r\n"));

      // Then
      assertThat(answer(client)).startsWith("HTTP/1.1 403");
      client.send(LONG);
      assertThat(client.awaitEnd()).isTrue();
    }
  }

  @Test
  void framesThatComeWithTheHandshakeAreAnswered() throws IOException {
    byte[] together =
        ClientFrames.join(
            RawWebSocket.handshake(""),
            ClientFrames.ping(ascii("first")),
            PING,
            ClientFrames.frame(false, ClientFrames.TEXT, new byte[0]),
            ClientFrames.frame(true, ClientFrames.CONTINUATION, new byte[0]),
            ClientFrames.text("half"));
    int cut = together.length - 3;
    try (RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()))) {
      // When: all but the end of the last frame
      client.send(Arrays.copyOf(together, cut));

      // Then
      assertThat(client.readHead()).startsWith("HTTP/1.1 101");
      RawWebSocket.Frame pong = client.readAnswer().orElseThrow();
      assertThat(pong.opcode()).isEqualTo(ClientFrames.PONG);
      assertThat(pong.text()).isEqualTo("first");
      assertThat(client.readAnswer().orElseThrow().text()).contains("pong", "early");
      assertThat(client.readAnswer().orElseThrow().text()).contains("INVALID_CONTROL");

      // When
      client.send(Arrays.copyOfRange(together, cut, together.length));

      // Then
      assertThat(client.readAnswer().orElseThrow().text()).contains("INVALID_CONTROL");
    }
  }

  @Test
  void aCloseThatComesWithTheHandshakeIsAnswered() throws IOException {
    try (RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()))) {
      client.send(ClientFrames.join(RawWebSocket.handshake(""), ClientFrames.close(4000, "")));

      assertThat(client.readHead()).startsWith("HTTP/1.1 101");
      assertThat(client.awaitClose()).isEqualTo(4000);
      assertThat(client.awaitEnd()).isTrue();
    }
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void httpBehindAHandshakeThatSucceedsIsNoFrame() throws IOException {
    try (RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()))) {
      client.send(ClientFrames.join(RawWebSocket.handshake(""), PLAIN));

      assertThat(client.readHead()).startsWith("HTTP/1.1 101");
      assertThat(client.awaitClose()).isEqualTo(1002);
      assertThat(client.awaitEnd()).isTrue();
    }
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  private static String answer(RawWebSocket client) throws IOException {
    String head = client.readHead();
    Matcher length = LENGTH.matcher(head);
    return length.find() ? head + client.readBody(Integer.parseInt(length.group(1))) : head;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
