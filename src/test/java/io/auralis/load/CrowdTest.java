package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.DisconnectReason;
import io.auralis.streaming.StreamFormat;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hundreds of listeners who do not behave do to those who do. */
@QuarkusTest
@TestProfile(CrowdTest.RoomForMany.class)
class CrowdTest {

  private static final int BEHAVED = 200;
  private static final long MEGABYTE = 1 << 20;

  /** Ten places are the default. */
  public static final class RoomForMany implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("auralis.max-clients", "2000", "auralis.max-clients-per-address", "2000");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Broadcaster broadcaster;
  @Inject OpenConnections connections;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect((int) MEGABYTE);
  private Selector selector;
  private LoadOptions options;

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
      ((LoadListener) key.attachment()).leave(false);
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
    long memory = PlatformDependent.usedDirectMemory();

    // When
    until(90, () -> broadcaster.disconnects(DisconnectReason.TOO_SLOW) == BEHAVED);

    // Then: half a minute of music, and nobody who listened missed any of it
    assertThat(readers.chunks).isGreaterThan(BEHAVED * 250L);
    assertThat(readers.gaps).isZero();
    assertThat(readers.doubled).isZero();
    assertThat(readers.connected).isEqualTo(BEHAVED);
    assertThat(broadcaster.chunksDropped()).isPositive();
    assertThat(broadcaster.listeners()).isEqualTo(BEHAVED);
    assertThat(PlatformDependent.usedDirectMemory() - memory)
        .as("bytes outside the heap")
        .isLessThan(BEHAVED * MEGABYTE / 4);

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
    long dropped = broadcaster.chunksDropped();
    until(30, () -> broadcaster.chunksDropped() > dropped);

    // When
    listener.wakeUp();

    // Then
    until(30, () -> slow.errors.containsKey("BUFFER_OVERRUN info"));
    long heard = slow.chunks;
    until(30, () -> slow.chunks > heard + 3);
    assertThat(slow.gaps).isEqualTo(broadcaster.chunksDropped() - dropped);
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

    // When: a thousand, some before the handshake ends, half of them by a reset
    Deque<LoadListener> present = new ArrayDeque<>();
    for (int i = 0; i < 1_000; i++) {
      present.add(new LoadListener(options, passersBy, selector, random.nextBoolean()));
      if (random.nextBoolean()) {
        poll(random.nextInt(20));
      }
      while (present.size() > random.nextInt(50)) {
        present.removeFirst().leave(random.nextBoolean());
      }
    }
    present.forEach(listener -> listener.leave(true));

    // Then
    until(30, () -> broadcaster.listeners() == 1 && connections.listAll().size() == 1);
    assertThat(broadcaster.listeners(StreamFormat.PCM)).isEqualTo(1);
    assertThat(readers.gaps).isZero();
    witness.leave(false);
    until(30, () -> broadcaster.listeners() == 0 && connections.listAll().isEmpty());
    assertThat(broadcaster.listeners(StreamFormat.PCM)).isZero();
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
