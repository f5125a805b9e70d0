package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.load.RoomForMany;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client costs that broke a rule and does not hang up: next to nothing. */
@QuarkusTest
@TestProfile(RoomForMany.class)
class RejectedListenerCostTest {

  /** Shorter than the server's patience with such a client. */
  private static final Duration WATCHED = Duration.ofSeconds(3);

  private static final double SHARE_OF_A_CORE = 0.15;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  static List<byte[]> wrong() {
    return List.of(
        ClientFrames.text("x".repeat(5_000)),
        ClientFrames.frame(true, 3, new byte[0]),
        ClientFrames.frame(true, ClientFrames.TEXT, new byte[] {(byte) 0xFF}));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void twoOfThemTakeLittleOfACore(byte[] wrong) throws IOException {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    try (RawWebSocket one = RawWebSocket.connect(server);
        RawWebSocket two = RawWebSocket.connect(server)) {
      await().until(() -> stations.main().broadcaster().listeners() == 2);
      long usual = eventLoopNanos();

      // When
      one.send(wrong);
      two.send(wrong);
      long after = eventLoopNanos();

      // Then
      assertThat(after - usual).isLessThan((long) (SHARE_OF_A_CORE * WATCHED.toNanos()));
      assertThat(stations.main().broadcaster().listeners()).isZero();
    }
  }

  @Test
  void aClientThatEndsTheSessionAndKeepsTheConnectionTakesLittleToo() throws IOException {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
    try (RawWebSocket one = RawWebSocket.connect(server);
        RawWebSocket two = RawWebSocket.connect(server)) {
      await().until(() -> stations.main().broadcaster().listeners() == 2);
      one.send(ClientFrames.close(1000, ""));
      two.send(ClientFrames.close(1000, ""));

      assertThat(eventLoopNanos()).isLessThan((long) (SHARE_OF_A_CORE * WATCHED.toNanos()));
    }
  }

  /** What all event loops use while this test watches. */
  private long eventLoopNanos() {
    long before = cpuNanos();
    await().pollDelay(WATCHED).atMost(WATCHED.multipliedBy(2)).until(() -> true);
    return cpuNanos() - before;
  }

  private long cpuNanos() {
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains("eventloop")) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }
}
