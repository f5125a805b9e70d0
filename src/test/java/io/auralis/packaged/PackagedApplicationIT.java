package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.api.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service as an operator starts it. */
class PackagedApplicationIT {

  private static final int CHUNKS = 100;

  @TempDir Path directory;

  @Test
  void theSameSeedPlaysTheSameBytes() throws Exception {
    // Given
    Map<String, String> seeded = Map.of("AURALIS_SEED", "2026");
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    try (PackagedApplication first = PackagedApplication.start(one, seeded);
        TestClient firstListener = TestClient.connect(first.uri());
        PackagedApplication second = PackagedApplication.start(two, seeded);
        TestClient secondListener = TestClient.connect(second.uri())) {

      // When
      Map<Long, String> firstChunks = chunksUntil(firstListener, CHUNKS);
      Map<Long, String> secondChunks = chunksUntil(secondListener, CHUNKS);

      // Then: what both heard is the same; each heard nearly all of it
      firstChunks.keySet().retainAll(secondChunks.keySet());
      secondChunks.keySet().retainAll(firstChunks.keySet());
      assertThat(firstChunks).hasSizeGreaterThan(CHUNKS - 30).isEqualTo(secondChunks);
    }
  }

  @Test
  void aDotEnvFileIsReadAndTheEnvironmentStandsAboveIt() throws Exception {
    // Given
    int port = PackagedApplication.freePort();
    Files.writeString(
        directory.resolve(".env"),
        String.format(
            Locale.ROOT,
            """
        AURALIS_HOST=127.0.0.1  # loopback
        AURALIS_PORT=%d
        AURALIS_DEFAULT_KEY="D minor"
        AURALIS_DEFAULT_BPM=60
        AURALIS_LOG_LEVEL=WARNING
        """,
            port));

    // When
    try (PackagedApplication application =
        PackagedApplication.launch(directory, Map.of("AURALIS_DEFAULT_BPM", "61"), port)) {
      application.awaitReady();

      // Then
      assertThat(application.get("/api/v1/status").body())
          .contains("\"current_key\":\"D minor\"")
          .contains("\"current_bpm\":61");
      assertThat(application.output()).doesNotContain("INFO");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AURALIS_DEFAULT_BPM | 300     | AURALIS_DEFAULT_BPM=300 is not allowed: it must be a whole number from 40 to 200
          AURALIS_PORT        | eighty  | AURALIS_PORT=eighty is not allowed: it must be a whole number from 1 to 65535
          AURALIS_DEFAULT_KEY | H minor | AURALIS_DEFAULT_KEY=H minor is not allowed: it must be one of A minor, B minor
          """)
  void aWrongSettingStopsTheStartWithAMessage(String variable, String value, String expected)
      throws Exception {
    try (PackagedApplication application =
        PackagedApplication.launch(directory, Map.of(variable, value), 0)) {
      assertThat(application.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(application.output())
          .startsWith("Auralis cannot start:")
          .contains(expected)
          .doesNotContain("Exception");
    }
  }

  @Test
  void aMissingModelIsNamedAndSamplesPlay() throws Exception {
    // Given
    Path models = Files.createDirectory(directory.resolve("models"));
    String named = models.resolve("auralis-synth.json") + " is missing";

    // When
    try (PackagedApplication application =
            PackagedApplication.start(directory, Map.of("AURALIS_MODEL_DIR", models.toString()));
        TestClient listener = TestClient.connect(application.uri())) {
      listener.awaitAudio(10);

      // Then
      assertThat(application.output()).containsOnlyOnce(named).contains("WARN");
      String ready = application.get("/q/health/ready").body();
      assertThat(ready).contains("\"tier\": \"samples\"").contains(named);
      byte[] pcm = listener.audio().get(9).path("data").binaryValue();
      assertThat(pcm).hasSize(17_640).isNotEqualTo(new byte[17_640]);
    }
  }

  private static Map<Long, String> chunksUntil(TestClient listener, long index) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> listener.audio().stream().anyMatch(m -> index(m) >= index));
    Map<Long, String> chunks = new TreeMap<>();
    List<JsonNode> audio = listener.audio();
    audio.stream()
        .filter(message -> index(message) < index)
        .forEach(message -> chunks.put(index(message), message.path("data").asText()));
    return chunks;
  }

  private static long index(JsonNode audio) {
    return audio.path("chunk_index").asLong();
  }
}
