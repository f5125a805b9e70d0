package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Dropped;
import io.auralis.stations.Stations;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hundreds of listeners who do not behave do to those who do. */
@QuarkusTest
@TestProfile(RoomForMany.class)
class CrowdTest {

  private static final int BEHAVED = 200;
  private static final int PASSERS_BY = 2_000;
  private static final String CONNECTIONS = "http_server_connections_seconds_active_count";
  private static final long MEGABYTE = 1 << 20;

  /** What a listener that stops reading may cost, in bytes. */
  private static final long MOST_HELD = 256 * 1_024;

  /** As the stream keeps it with a connection. */
  private static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  private static final TypedKey<Object> SESSION = new TypedKey<>("session");

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;
  @Inject OpenConnections connections;
  @Inject MeterRegistry registry;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect((int) MEGABYTE);
  private Selector selector;
  private LoadOptions options;
  private long mostThatOneHeld;

  @BeforeEach
  void open() throws IOException {
    selector = Selector.open();
    options =
        LoadOptions.parse(
            new String[] {
              "--host=" + server.getHost(), "--port=" + server.getPort(), "--format=pcm"
            });
  }

  @AfterEach
  void close() throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      ((LoadListener) key.attachment()).leave(Ending.END_OF_STREAM);
    }
    selector.close();
  }

  @Test
  void listenersWhoNeverReadCostTheOthersNothingAndAreClosedWithTheReason() throws IOException {
    // Given
    Crowd stuck = new Crowd();
    Crowd readers = new Crowd();
    List<LoadListener> asleep = join(stuck, false);
    join(readers, true);
    until(60, () -> stuck.connected == BEHAVED && readers.connected == BEHAVED);
    double memory = directMemory();
    assertThat(memory).isPositive();

    // When
    until(
        90,
        () -> {
          long held = connections.stream().mapToLong(CrowdTest::held).max().orElse(0);
          if (stations.main().broadcaster().totals().left(DisconnectReason.TOO_SLOW) == 0) {
            mostThatOneHeld = Math.max(mostThatOneHeld, held);
          }
          return stations.main().broadcaster().totals().left(DisconnectReason.TOO_SLOW) == BEHAVED;
        });

    // Then: half a minute of music, and nobody who listened missed any of it
    assertThat(mostThatOneHeld).as("bytes held for one who never reads").isBetween(1L, MOST_HELD);
    assertThat(readers.chunks).isGreaterThan(BEHAVED * 250L);
    assertThat(readers.gaps).isZero();
    assertThat(readers.doubled).isZero();
    assertThat(readers.malformed).isZero();
    assertThat(readers.connected).isEqualTo(BEHAVED);
    assertThat(Dropped.chunks(stations.main().broadcaster().totals())).isPositive();
    assertThat(stations.main().broadcaster().listeners()).isEqualTo(BEHAVED);
    assertThat(directMemory() - memory)
        .as("bytes outside the heap")
        .isLessThan(BEHAVED * MEGABYTE / 4d);

    // When they read again, then they learn why
    for (LoadListener listener : asleep) {
      listener.wakeUp();
    }
    until(60, () -> stuck.closedByServer == BEHAVED);
    assertThat(stuck.endings).containsEntry("close 1008", (long) BEHAVED);
  }

  @Test
  void whoLostChunksHearsSoAndGoesOn() throws IOException {
    // Given
    Crowd slow = new Crowd();
    LoadListener listener = new LoadListener(options, slow, selector, false);
    until(30, () -> slow.connected == 1);
    long dropped = Dropped.chunks(stations.main().broadcaster().totals());
    until(30, () -> Dropped.chunks(stations.main().broadcaster().totals()) > dropped);

    // When
    listener.wakeUp();

    // Then
    until(30, () -> slow.errors.containsKey("BUFFER_OVERRUN info: slow"));
    long heard = slow.chunks;
    until(30, () -> slow.chunks > heard + 3);
    assertThat(slow.gaps)
        .isEqualTo(Dropped.chunks(stations.main().broadcaster().totals()) - dropped);
    assertThat(slow.doubled).isZero();
  }

  @Test
  void whoComesAndGoesInAnyWayLeavesNothingBehind() throws IOException {
    // Given
    Random random = new Random(7);
    Crowd passersBy = new Crowd();
    Crowd readers = new Crowd();
    LoadListener witness = new LoadListener(options, readers, selector, true);
    until(30, () -> readers.connected == 1);

    // When: some before they are connected, some before the handshake ends, some in mid-message
    Deque<LoadListener> present = new ArrayDeque<>();
    Ending[] endings = Ending.values();
    for (int i = 0; i < PASSERS_BY; i++) {
      boolean whole = random.nextInt(4) > 0;
      present.add(
          whole
              ? new LoadListener(options, passersBy, selector, random.nextBoolean())
              : LoadListener.halfHandshake(options, passersBy, selector));
      if (whole && random.nextInt(4) == 0) {
        long before = passersBy.openings;
        until(30, () -> passersBy.openings > before);
      } else if (random.nextBoolean()) {
        poll(random.nextInt(10));
      }
      while (present.size() > random.nextInt(50)) {
        present.removeFirst().leave(endings[random.nextInt(endings.length)]);
      }
    }
    present.forEach(listener -> listener.leave(Ending.RESET));

    // Then
    until(
        30,
        () -> stations.main().broadcaster().listeners() == 1 && connections.listAll().size() == 1);
    assertThat(passersBy.openings).as("guests who were let in").isGreaterThan(PASSERS_BY / 8);
    assertThat(readers.chunks).isPositive();
    assertThat(readers.gaps).isZero();
    // Nobody reads for the witness while the metrics are asked for.
    assertThat(metric("auralis_listeners")).isEqualTo(1);
    assertThat(metric("auralis_format_listeners{format=\"pcm\",kind=\"shared\"}")).isEqualTo(1);
    assertThat(metric(CONNECTIONS)).isGreaterThanOrEqualTo(1);
    assertThat(passersBy.malformed + readers.malformed).isZero();
    assertThat(readers.doubled).isZero();
    witness.leave(Ending.CLOSE_FRAME);
    until(
        30,
        () -> stations.main().broadcaster().listeners() == 0 && connections.listAll().isEmpty());
    assertThat(metric("auralis_listeners")).isZero();
    assertThat(metric("auralis_format_listeners")).isZero();
    // The connection that asks is the only one.
    until(30, () -> metric(CONNECTIONS) <= 1);
  }

  private double metric(String name) {
    try {
      return ServerMetrics.read(options).sum(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double directMemory() {
    return registry.get("auralis.direct.memory").gauge().value();
  }

  /** What waits in this process, and what the kernel may hold by its own count. */
  private static long held(WebSocketConnection connection) {
    Channel channel = connection.userData().get(CHANNEL);
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null || connection.userData().get(SESSION) == null
        ? 0
        : waiting.totalPendingWriteBytes() + channel.config().getOption(ChannelOption.SO_SNDBUF);
  }

  private List<LoadListener> join(Crowd crowd, boolean reads) throws IOException {
    List<LoadListener> listeners = new ArrayList<>();
    for (int i = 0; i < BEHAVED; i++) {
      listeners.add(new LoadListener(options, crowd, selector, reads));
      poll(1);
    }
    return listeners;
  }

  private void until(int seconds, BooleanSupplier condition) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      poll(20);
    }
  }

  private void poll(long millis) throws IOException {
    selector.select(Math.max(1, millis));
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid()) {
        ((LoadListener) key.attachment()).ready(buffer, System.currentTimeMillis());
      }
    }
    selector.selectedKeys().clear();
  }
}
