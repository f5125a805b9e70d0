package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.websocket.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that play in step, as a cluster runs them. */
class ReplicasIT {

  private static final Map<String, String> IN_STEP =
      Map.of(
          "AURALIS_SEED", "2026",
          "AURALIS_STATION_EPOCH", "2024-01-01T00:00:00Z",
          "AURALIS_DRAIN_DELAY_SEC", "1",
          "AURALIS_DRAIN_SPREAD_SEC", "1",
          // A busy machine may take longer than a second to connect.
          "AURALIS_BUFFER_CAPACITY_SEC", "10");

  @TempDir Path directory;

  @Test
  void anUpgradeGoesUnnoticedByWhoReconnects() throws Exception {
    // Given
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    try (PackagedApplication old = PackagedApplication.start(one, IN_STEP);
        PackagedApplication young = PackagedApplication.start(two, IN_STEP);
        Balancer balancer = new Balancer(old.uri())) {
      List<JsonNode> heard = new ArrayList<>();
      try (TestClient listener = TestClient.connect(balancer.uri())) {
        listener.awaitAudio(20);

        // When: the old one is told to end, and the balancer sees that it is not ready
        old.terminate();
        await().until(() -> old.get("/q/health/ready").statusCode() == 503);
        balancer.passTo(young.uri());
        assertThat(listener.awaitClose()).isEqualTo(1001);
        heard.addAll(listener.audio());
      }
      long next = index(heard.get(heard.size() - 1)) + 1;
      try (TestClient listener = TestClient.connect(balancer.uri(), "?from=" + next);
          TestClient witness = TestClient.connect(young.uri(), "?from=" + (next - 15))) {
        // Then: the next chunk, from the other instance
        assertThat(listener.await("status").path("resumed").asBoolean()).isTrue();
        heard.addAll(listener.awaitAudio(20));
        for (int i = 0; i < heard.size(); i++) {
          assertThat(index(heard.get(i))).isEqualTo(index(heard.get(0)) + i);
        }

        // And: the same music, bit for bit, with the same times
        assertThat(witness.await("status").path("resumed").asBoolean()).isTrue();
        Map<Long, String> before = new TreeMap<>();
        heard.forEach(chunk -> before.put(index(chunk), data(chunk)));
        List<JsonNode> again = witness.awaitAudio(15);
        assertThat(index(again.get(0))).isEqualTo(next - 15);
        for (JsonNode chunk : again.subList(0, 15)) {
          assertThat(data(chunk)).isEqualTo(before.get(index(chunk)));
        }
      }
      assertThat(old.awaitExit(Duration.ofSeconds(20))).isIn(0, 143);
      assertThat(young.output()).contains("The station joins at chunk").doesNotContain("ERROR");
    }
  }

  private static long index(JsonNode audio) {
    return audio.path("chunk_index").asLong();
  }

  private static String data(JsonNode audio) {
    return audio.path("data").asText();
  }
}
