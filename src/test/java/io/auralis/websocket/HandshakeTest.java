package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.access.AddressLimit;
import io.auralis.load.RoomForMany;
import io.auralis.stations.Stations;
import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handshake settles: no compression, whose address counts, and the way that audio takes. */
@QuarkusTest
@TestProfile(RoomForMany.class)
class HandshakeTest {

  @TestHTTPResource("/")
  URI server;

  @ConfigProperty(name = "quarkus.websockets-next.server.max-frame-size")
  int maxFrameSize;

  @Inject Stations stations;
  @Inject AddressLimit addresses;
  @Inject OpenConnections connections;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await()
        .until(() -> stations.main().broadcaster().listeners() == 0 && addresses.addresses() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame",
        "permessage-deflate",
        "deflate-frame",
        "x-webkit-deflate-frame"
      })
  void compressionIsDeclined(String extensions) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      List<String> answer = shakeHands(socket, "Sec-WebSocket-Extensions: " + extensions);

      assertThat(answer.get(0)).startsWith("HTTP/1.1 101");
      assertThat(answer)
          .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-extensions"));
    }
  }

  @Test
  void anAddressThatAStrangerClaimsCountsNothing() throws IOException {
    try (Socket plain = new Socket(server.getHost(), server.getPort());
        Socket liar = new Socket(server.getHost(), server.getPort())) {
      shakeHands(plain, "X-Ignored: 1");
      shakeHands(
          liar, "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.8;proto=https;by=x");

      await().until(() -> stations.main().broadcaster().listeners() == 2);
      assertThat(addresses.addresses()).isEqualTo(1);
    }
  }

  @Test
  void theDecoderReadsNoFrameThatTheInspectorWouldReject() {
    assertThat(maxFrameSize).isEqualTo(FrameInspector.MAX_MESSAGE_BYTES);
  }

  @Test
  void audioTakesTheWayOverTheChannel() throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      shakeHands(socket, "X-Ignored: 1");
      await().until(() -> stations.main().broadcaster().listeners() == 1);

      Channel channel =
          connections.stream().findFirst().orElseThrow().userData().get(StreamUpgrade.CHANNEL);
      assertThat(channel.pipeline().get(FrameInspector.class).isOpen()).isTrue();
      assertThat(channel.pipeline().get(IdleStateHandler.class)).isNull();
    }
  }

  private List<String> shakeHands(Socket socket, String header) throws IOException {
    String request =
        String.format(
                Locale.ROOT,
                "GET /ws/stream HTTP/1.1\r\n"
                    + "Host: %s:%d\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n",
                server.getHost(),
                server.getPort())
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + header
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
      lines.add(line);
      line = reader.readLine();
    }
    return lines;
  }
}
