package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.stations.Stations;
import io.auralis.tls.TestCertificate;
import io.auralis.tls.TlsProfile;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream over {@code wss}. */
@QuarkusTest
@TestProfile(TlsProfile.class)
class TlsStreamTest {

  private static final int HEADER_BYTES = 24;
  private static final int INDEX_OFFSET = 8;

  @TestHTTPResource(value = "/", tls = true)
  URI server;

  @ConfigProperty(name = "auralis.ssl-cert-path")
  Path certificate;

  @Inject Stations stations;

  private final List<Channel> channels = new CopyOnWriteArrayList<>();

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void readyMadeFramesArriveTheSameForEverybody() {
    // Given
    watchTheChannels();

    // When, then
    assertEverybodyHearsTheSame();
    assertThat(channels).hasSize(4);
  }

  @Test
  void withoutTheChannelTheSameArrivesThroughThePublicApi() {
    // Given
    find(connection -> Optional.empty());

    // When, then
    assertEverybodyHearsTheSame();
  }

  @Test
  void framesAreWrittenRightBeforeTheyAreEncrypted() {
    // Given
    watchTheChannels();
    try (TestClient client = connect("")) {
      client.awaitAudio(2);

      // Then: all that writes stands behind the decoder, from where frames go out
      ChannelPipeline pipeline = channels.get(0).pipeline();
      List<String> names = pipeline.names();
      assertThat(names.subList(0, names.indexOf("wsdecoder")))
          .filteredOn(name -> pipeline.get(name) instanceof ChannelOutboundHandler)
          .containsExactly(pipeline.context(SslHandler.class).name());
    }
  }

  @Test
  void aClientThatBreaksARuleReadsWhyAndThenTheEnd() throws Exception {
    for (Map.Entry<Integer, byte[]> wrong :
        Map.of(
                1009, ClientFrames.text("x".repeat(200_000)),
                1002, ClientFrames.frame(true, 3, new byte[0]),
                1007, ClientFrames.frame(true, ClientFrames.TEXT, new byte[] {(byte) 0xFF}),
                4321, ClientFrames.close(4321, "bye"))
            .entrySet()) {
      Socket socket =
          TestCertificate.trusting(certificate)
              .getSocketFactory()
              .createSocket(server.getHost(), server.getPort());
      try (RawWebSocket client = new RawWebSocket(socket)) {
        client.send(RawWebSocket.handshake(""));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101");
        client.send(wrong.getValue());

        assertThat(client.awaitClose()).isEqualTo(wrong.getKey());
        assertThat(client.awaitEnd()).isTrue();
      }
    }
  }

  @Test
  void controlsAndAnswersTravelOverTlsToo() {
    try (TestClient client = connect("")) {
      client.send("{\"type\":\"control\",\"bpm\":83}");
      client.await(m -> m.path("bpm").asInt() == 83);
      client.send("{\"type\":\"ping\",\"client_time\":1}");
      client.await("pong");
    }
  }

  @Test
  void thePortSaysNothingInClear() {
    URI clear = URI.create("http://" + server.getHost() + ":" + server.getPort() + "/");

    assertThatThrownBy(() -> get(clear)).isInstanceOf(IOException.class);
  }

  @Test
  void browsersAreToldToStayWithHttps() throws Exception {
    for (String path : List.of("/", "/api/v1/status", "/q/health/live", "/nothing")) {
      assertThat(get(server.resolve(path)).headers().firstValue("Strict-Transport-Security"))
          .describedAs(path)
          .hasValue("max-age=31536000");
    }
  }

  /** Two listeners of each format, so that every frame is shared, from their bursts on. */
  private void assertEverybodyHearsTheSame() {
    try (TestClient oneJson = connect("");
        TestClient onePcm = connect("?format=pcm");
        TestClient otherJson = connect("");
        TestClient otherPcm = connect("?format=pcm")) {
      // When
      Map<Long, byte[]> reference = fromJson(oneJson.awaitAudio(15));

      // Then
      for (Map<Long, byte[]> heard :
          List.of(
              fromJson(otherJson.awaitAudio(12)),
              fromPcm(onePcm.awaitBinary(12)),
              fromPcm(otherPcm.awaitBinary(12)))) {
        heard.keySet().retainAll(reference.keySet());
        assertThat(heard).hasSizeGreaterThan(5);
        heard.forEach((index, pcm) -> assertThat(pcm).isEqualTo(reference.get(index)));
      }
    }
  }

  private static Map<Long, byte[]> fromJson(List<JsonNode> messages) {
    Map<Long, byte[]> chunks = new TreeMap<>();
    messages.forEach(m -> chunks.put(m.path("chunk_index").asLong(), TestClient.pcm(m)));
    return gapless(chunks, messages.size());
  }

  private static Map<Long, byte[]> fromPcm(List<byte[]> messages) {
    Map<Long, byte[]> chunks = new TreeMap<>();
    for (byte[] message : messages) {
      long index = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(INDEX_OFFSET);
      chunks.put(index, Arrays.copyOfRange(message, HEADER_BYTES, message.length));
    }
    return gapless(chunks, messages.size());
  }

  private static Map<Long, byte[]> gapless(Map<Long, byte[]> chunks, int messages) {
    List<Long> indices = List.copyOf(chunks.keySet());
    assertThat(indices).hasSize(messages);
    assertThat(indices.get(messages - 1)).isEqualTo(indices.get(0) + messages - 1);
    return chunks;
  }

  private void watchTheChannels() {
    ChannelFinder finder = new ChannelFinder();
    find(
        connection -> {
          Optional<Channel> channel = finder.find(connection);
          channel.ifPresent(channels::add);
          return channel;
        });
  }

  private static void find(Function<HttpConnection, Optional<Channel>> finding) {
    QuarkusMock.installMockForType(
        new ChannelFinder() {
          @Override
          Optional<Channel> find(HttpConnection connection) {
            return finding.apply(connection);
          }
        },
        ChannelFinder.class);
  }

  private TestClient connect(String query) {
    return TestClient.connect(server, query, http());
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private HttpClient http() {
    return HttpClient.newBuilder().sslContext(TestCertificate.trusting(certificate)).build();
  }
}
