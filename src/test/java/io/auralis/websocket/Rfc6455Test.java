package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.delivery.DisconnectReason;
import io.auralis.load.RoomForMany;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 6455 demands, case by case, over real connections. */
@QuarkusTest
@TestProfile(RoomForMany.class)
class Rfc6455Test {

  private static final String NONCE = "~the-last~";
  private static final byte[] LAST =
      ClientFrames.text("{\"type\":\"ping\",\"client_time\":\"" + NONCE + "\"}");

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  static Stream<Rfc6455Case> cases() {
    return Stream.concat(Rfc6455Cases.all(), Rfc6455Texts.all());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theServerDoesWhatTheRfcDemands(Rfc6455Case tried) throws IOException {
    try (RawWebSocket client = RawWebSocket.connect(server)) {
      // When
      client.send(tried.sent(), tried.piece());
      if (tried.code() == Rfc6455Case.LIVES) {
        client.send(LAST);
      }

      // Then
      Heard heard = Heard.of(client);
      assertThat(heard.code).as("close code").isEqualTo(tried.code());
      assertThat(heard.pongs).usingRecursiveComparison().isEqualTo(tried.pongs());
      if (tried.code() == Rfc6455Case.LIVES) {
        assertThat(heard.errors).as("messages answered").isEqualTo(tried.messages());
      } else {
        assertThat(client.awaitEnd()).as("nothing follows a close frame").isTrue();
      }
    }
  }

  @Test
  void aCloseWithoutACodeIsAnswered() throws IOException {
    try (RawWebSocket client = RawWebSocket.connect(server)) {
      client.send(ClientFrames.frame(true, ClientFrames.CLOSE, new byte[0]));

      assertThat(Heard.of(client).code).isIn(1000, 1005);
      assertThat(client.awaitEnd()).isTrue();
    }
  }

  @Test
  void aClientThatBreaksARuleIsCountedUnderItsOwnReason() throws IOException {
    assertCounted(DisconnectReason.TOO_BIG, ClientFrames.text("x".repeat(5_000)));
    assertCounted(DisconnectReason.PROTOCOL_ERROR, ClientFrames.frame(true, 3, new byte[0]));
    assertCounted(
        DisconnectReason.INVALID_TEXT,
        ClientFrames.frame(true, ClientFrames.TEXT, new byte[] {(byte) 0xFF}));
    assertCounted(DisconnectReason.LEFT, ClientFrames.close(1000, ""));
  }

  private void assertCounted(DisconnectReason reason, byte[] sent) throws IOException {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    long before = stations.main().broadcaster().totals().left(reason);
    long all = ended();
    try (RawWebSocket client = RawWebSocket.connect(server)) {
      await().until(() -> stations.main().broadcaster().listeners() == 1);
      client.send(sent);
      await().until(() -> stations.main().broadcaster().listeners() == 0);
    }
    assertThat(stations.main().broadcaster().totals().left(reason))
        .as(reason.label())
        .isEqualTo(before + 1);
    assertThat(ended()).isEqualTo(all + 1);
  }

  private long ended() {
    return Stream.of(DisconnectReason.values())
        .mapToLong(reason -> stations.main().broadcaster().totals().left(reason))
        .sum();
  }

  /** What a client heard up to the answer to its last ping, or up to the end. */
  private static final class Heard {

    private final List<byte[]> pongs = new ArrayList<>();
    private int errors;
    private int code;

    static Heard of(RawWebSocket client) throws IOException {
      Heard heard = new Heard();
      for (Optional<RawWebSocket.Frame> next = client.readAnswer();
          next.isPresent();
          next = client.readAnswer()) {
        RawWebSocket.Frame frame = next.get();
        switch (frame.opcode()) {
          case ClientFrames.PONG -> heard.pongs.add(frame.payload());
          case ClientFrames.CLOSE -> {
            heard.code = frame.closeCode();
            return heard;
          }
          default -> {
            if (frame.text().contains(NONCE)) {
              return heard;
            }
            heard.errors += frame.text().contains("INVALID_CONTROL") ? 1 : 0;
          }
        }
      }
      heard.code = -1;
      return heard;
    }
  }
}
