package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.websocket.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service as an operator starts it. */
class PackagedApplicationIT {

  private static final int CHUNKS = 100;

  /** Digits of other scripts than ours. */
  private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir Path directory;

  /** Where all of this runs; a subclass has all of it run elsewhere. */
  Surroundings surroundings() {
    return Surroundings.PLAIN;
  }

  private PackagedApplication start(Path at, Map<String, String> environment) {
    return PackagedApplication.start(at, environment, surroundings());
  }

  private PackagedApplication launch(Map<String, String> environment, int port) {
    return PackagedApplication.launch(directory, environment, port, surroundings());
  }

  @Test
  void aListenerPlaysControlsAndDownloads() throws Exception {
    String token = surroundings().token();
    try (PackagedApplication application =
            start(directory, Map.of("AURALIS_CONTROL_APPLY", "beat"));
        TestClient listener = TestClient.connect(application.uri())) {
      // Plays: every message is JSON, and no chunk is missing
      List<JsonNode> audio = listener.awaitAudio(20);
      for (int i = 0; i < audio.size(); i++) {
        assertThat(index(audio.get(i))).isEqualTo(index(audio.get(0)) + i);
        assertThat(Instant.parse(audio.get(i).path("timestamp").asText()))
            .isAfter("2026-01-01T00:00:00Z");
        assertThat(audio.get(i).path("data").binaryValue()).hasSize(17_640);
      }

      // Controls over the stream, with the token and not without it
      listener.send("{\"type\":\"control\",\"bpm\":61}");
      listener.awaitError("INVALID_CONTROL");
      listener.send("{\"type\":\"control\",\"bpm\":122,\"token\":" + quoted(token) + "}");
      listener.await(message -> message.path("bpm").asInt() == 122);

      // Controls over REST
      assertThat(control(application.uri(), "{\"bpm\":62}", token + "x")).isEqualTo(401);
      assertThat(control(application.uri(), "{\"bpm\":123}", token)).isEqualTo(200);
      listener.await(message -> message.path("bpm").asInt() == 123);

      // Downloads
      HttpResponse<String> midi = application.get("/api/v1/phrases/current.mid");
      assertThat(midi.statusCode()).isEqualTo(200);
      assertThat(midi.headers().firstValue("Content-Disposition").orElseThrow())
          .matches("attachment; filename=\"[\\x20-\\x7e]+\\.mid\"");
      assertThat(midi.body()).startsWith("MThd");

      // What programs read
      for (String path :
          List.of("/", "/api/v1/status", "/api/v1/presets", "/q/metrics", "/q/health")) {
        HttpResponse<String> answer = application.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContainPattern(FOREIGN_DIGIT);
      }
      assertThat(application.output())
          .doesNotContainPattern(FOREIGN_DIGIT)
          .doesNotContain(token)
          .doesNotContain("Exception");
    }
  }

  private static String quoted(String text) {
    return new ObjectMapper().valueToTree(text).toString();
  }

  /** What a control over REST is answered with. The token goes as curl sends it: as UTF-8. */
  private static int control(URI server, String body, String token) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          String.join(
              "\r\n",
              "POST /api/v1/control HTTP/1.1",
              "Host: " + server.getAuthority(),
              "Authorization: Bearer " + token,
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              "Connection: close",
              "",
              body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  @Test
  void theSameSeedPlaysTheSameBytes() throws Exception {
    // Given
    Map<String, String> seeded = Map.of("AURALIS_SEED", "2026");
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    try (PackagedApplication first = start(one, seeded);
        TestClient firstListener = TestClient.connect(first.uri());
        PackagedApplication second = start(two, seeded);
        TestClient secondListener = TestClient.connect(second.uri())) {

      // When
      Map<Long, String> firstChunks = chunksUntil(firstListener, CHUNKS);
      Map<Long, String> secondChunks = chunksUntil(secondListener, CHUNKS);

      // Then: what both heard is the same; however slow they start, some seconds of it
      firstChunks.keySet().retainAll(secondChunks.keySet());
      secondChunks.keySet().retainAll(firstChunks.keySet());
      assertThat(firstChunks).hasSizeGreaterThan(CHUNKS / 5).isEqualTo(secondChunks);
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
    try (PackagedApplication application = launch(Map.of("AURALIS_DEFAULT_BPM", "61"), port)) {
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
    try (PackagedApplication application = launch(Map.of(variable, value), 0)) {
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
            start(directory, Map.of("AURALIS_MODEL_DIR", models.toString()));
        TestClient listener = TestClient.connect(application.uri())) {
      listener.awaitAudio(10);

      // Then
      // A probe that comes before the loop runs has the health check log its whole answer.
      assertThat(application.output().lines().filter(line -> !line.contains("SRHCK01001")))
          .filteredOn(line -> line.contains(named))
          .singleElement()
          .asString()
          .contains("WARN");
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
