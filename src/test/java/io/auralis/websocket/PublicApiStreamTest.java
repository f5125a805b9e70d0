package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.Stations;
import io.netty.channel.Channel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream where the channel below a connection cannot be reached. */
@QuarkusTest
class PublicApiStreamTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void hideTheChannels() {
    QuarkusMock.installMockForType(
        new ChannelFinder() {
          @Override
          Optional<Channel> find(HttpConnection connection) {
            asked.incrementAndGet();
            return Optional.empty();
          }
        },
        ChannelFinder.class);
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void jsonPcmAndMessagesArriveWithoutAGap() {
    try (TestClient json = TestClient.connect(server);
        TestClient pcm = TestClient.connect(server, "?format=pcm")) {
      json.send("{\"type\":\"ping\",\"client_time\":1}");
      json.await("pong");
      List<JsonNode> audio = json.awaitAudio(10);
      long first = audio.get(0).path("chunk_index").asLong();
      for (int i = 0; i < audio.size(); i++) {
        assertThat(audio.get(i).path("chunk_index").asLong()).isEqualTo(first + i);
      }
      assertThat(pcm.awaitBinary(5)).allSatisfy(m -> assertThat(m).hasSize(24 + 17_640));
    }
    assertThat(asked).hasValue(2);
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }
}
