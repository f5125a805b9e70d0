package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.delivery.DisconnectReason;
import io.auralis.stations.Stations;
import io.netty.channel.Channel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the rules where the channel cannot be reached and Vert.x decides. */
@QuarkusTest
class WithoutTheChannelTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void hideTheChannel() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    QuarkusMock.installMockForType(
        new ChannelFinder() {
          @Override
          Optional<Channel> find(HttpConnection connection) {
            return Optional.empty();
          }
        },
        ChannelFinder.class);
  }

  @Test
  void aFrameThatBreaksARuleEndsTheConnection() throws IOException {
    assertEnds(-1, DisconnectReason.LEFT, ClientFrames.frame(true, 3, new byte[0]));
    assertEnds(-1, DisconnectReason.LEFT, ClientFrames.text("x".repeat(5_000)));
  }

  @Test
  void aMessageThatIsTooBigEndsWithTheRightCode() throws IOException {
    byte[] part = "x".repeat(3_000).getBytes(StandardCharsets.US_ASCII);
    for (int opcode : new int[] {ClientFrames.TEXT, ClientFrames.BINARY}) {
      assertEnds(
          1009,
          DisconnectReason.TOO_BIG,
          ClientFrames.join(
              ClientFrames.frame(false, opcode, part),
              ClientFrames.frame(true, ClientFrames.CONTINUATION, part)));
    }
  }

  private void assertEnds(int code, DisconnectReason reason, byte[] sent) throws IOException {
    long before = stations.main().broadcaster().totals().left(reason);
    try (RawWebSocket client = RawWebSocket.connect(server)) {
      await().until(() -> stations.main().broadcaster().listeners() == 1);
      client.send(sent);

      assertThat(client.awaitClose()).isEqualTo(code);
    }
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    assertThat(stations.main().broadcaster().totals().left(reason)).isEqualTo(before + 1);
  }
}
