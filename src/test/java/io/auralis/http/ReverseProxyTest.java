package io.auralis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.Stations;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.httpproxy.HttpProxy;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener behind a reverse proxy with its default settings. */
@QuarkusTest
class ReverseProxyTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  private Vertx vertx;
  private HttpServer proxy;

  @BeforeEach
  void start() throws Exception {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    startProxy(0);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void theStreamResumesAfterTheProxyRestartsWithoutALostOrDoubledChunk() throws Exception {
    // Given
    List<Long> heard = new ArrayList<>();
    int port = proxy.actualPort();
    URI address = URI.create("http://127.0.0.1:" + port);
    try (TestClient client = TestClient.connect(address)) {
      indices(client, 8, heard);

      // When
      stop();
      assertThat(client.awaitClose()).as("an abnormal end").isNotEqualTo(1000);
      heard.clear();
      client.audio().forEach(m -> heard.add(m.path("chunk_index").asLong()));
    }
    startProxy(port);
    try (TestClient client =
        TestClient.connect(address, "?from=" + (heard.get(heard.size() - 1) + 1))) {
      assertThat(client.messages().get(0).path("resumed").asBoolean()).isTrue();
      indices(client, 8, heard);
    }

    // Then
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).isEqualTo(heard.get(0) + i);
    }
    assertThat(heard).hasSizeGreaterThanOrEqualTo(16);
  }

  private static void indices(TestClient client, int count, List<Long> heard) {
    for (JsonNode message : client.awaitAudio(count)) {
      heard.add(message.path("chunk_index").asLong());
    }
  }

  private void startProxy(int port) throws Exception {
    vertx = Vertx.vertx();
    HttpProxy reverse =
        HttpProxy.reverseProxy(vertx.createHttpClient()).origin(server.getPort(), server.getHost());
    proxy =
        vertx
            .createHttpServer()
            .requestHandler(reverse)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }
}
