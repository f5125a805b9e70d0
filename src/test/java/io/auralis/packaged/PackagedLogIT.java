package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.websocket.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service writes into its log in production. */
class PackagedLogIT {

  private static final String TOKEN = "open-sesame-4711";
  private static final String WRONG_TOKEN = "let-me-in-0815";
  private static final int BACKUPS = 5;

  /** A bar at the slowest tempo, and more. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ObjectMapper mapper = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void everyLineIsAnObjectAndEventsCarryTheirFields() throws Exception {
    // Given
    try (PackagedApplication application =
        PackagedApplication.start(
            directory, Map.of("AURALIS_ENV", "production", "AURALIS_CONTROL_TOKEN", TOKEN))) {
      try (TestClient listener = TestClient.connect(application.uri(), "?format=pcm")) {
        listener.awaitBinary(5);

        // When: nothing happens for thirty chunks
        int before = lines(application).size();
        listener.awaitBinary(35);

        // Then
        assertThat(lines(application)).hasSizeLessThan(before + 5);

        // When
        listener.send("{\"type\":\"control\",\"bpm\":180,\"token\":\"" + TOKEN + "\"}");
        listener.await(m -> m.path("bpm").asInt() == 180);
        listener.send("{\"type\":\"control\",\"bpm\":66,\"token\":\"" + WRONG_TOKEN + "\"}");
        listener.awaitError("INVALID_CONTROL");
        await().atMost(PATIENCE).until(() -> !events(application, "phrase").isEmpty());
      }
      await().until(() -> !events(application, "listener_left").isEmpty());

      // Then
      JsonNode joined = events(application, "listener_joined").get(0);
      JsonNode left = events(application, "listener_left").get(0);
      JsonNode control = events(application, "control").get(0);
      JsonNode phrase = events(application, "phrase").get(0);
      String id = joined.path("mdc").path("listener").asText();
      assertThat(id).isNotBlank();
      assertThat(left.path("mdc").path("listener").asText()).isEqualTo(id);
      assertThat(left.path("mdc").path("reason").asText()).isEqualTo("left");
      assertThat(control.path("mdc").path("listener").asText()).isEqualTo(id);
      assertThat(control.path("mdc").path("bpm").asText()).isEqualTo("180");
      assertThat(phrase.path("mdc").path("phrase").asText())
          .isEqualTo(control.path("mdc").path("phrase").asText());
      assertThat(phrase.path("mdc").path("tier").asText()).isEqualTo("cpu");
      assertThat(events(application, "refused")).isNotEmpty();
      for (JsonNode event : List.of(joined, left, control, phrase)) {
        assertThat(event.path("mdc").path("station").asText()).isEqualTo("main");
        assertThat(event.path("level").asText()).isEqualTo("INFO");
        assertThat(event.path("timestamp").asText()).isNotBlank();
        assertThat(event.path("message").asText()).isNotBlank();
      }
    }
  }

  @Test
  void noTokenIsEverWrittenAndTheFileRotates() throws Exception {
    // Given
    try (PackagedApplication application =
        PackagedApplication.start(
            directory,
            Map.of(
                "AURALIS_ENV", "production",
                "AURALIS_CONTROL_TOKEN", TOKEN,
                "AURALIS_LOG_LEVEL", "DEBUG",
                "AURALIS_LOG_FILE", "journal/music.log",
                "QUARKUS_LOG_FILE_ROTATION_MAX_FILE_SIZE", "20K"))) {
      Path journal = directory.resolve("journal");

      // When: the token is used rightly and wrongly, everywhere it can be
      try (TestClient listener = TestClient.connect(application.uri())) {
        for (String token : List.of(TOKEN, WRONG_TOKEN)) {
          listener.send("{\"type\":\"control\",\"bpm\":77,\"token\":\"" + token + "\"}");
          listener.send("{\"type\":\"control\",\"bpm\":\"fast\",\"token\":\"" + token + "\"}");
          listener.send("{\"type\":\"control\",\"bpm\":77,\"token\":\"" + token);
          post(application, "Bearer " + token, "{\"bpm\":78}");
          post(application, "Basic " + token, "{\"bpm\":78}");
          post(application, "Bearer " + token, "{\"bpm\":0}");
        }
        await().until(() -> !events(application, "refused").isEmpty());
        await().until(() -> !events(application, "control").isEmpty());
      }
      await()
          .until(
              () -> {
                application.get("/api/v1/status");
                return files(journal).size() > 2;
              });
      application.terminate();
      application.awaitExit(Duration.ofSeconds(10));

      // Then
      lines(application);
      assertThat(application.output()).doesNotContain(TOKEN).doesNotContain(WRONG_TOKEN);
      assertThat(files(journal)).hasSizeBetween(3, 1 + BACKUPS);
      for (Path file : files(journal)) {
        assertThat(file.getFileName().toString()).startsWith("music.log");
        Files.readAllLines(file).forEach(this::parse);
        assertThat(file).content().doesNotContain(TOKEN).doesNotContain(WRONG_TOKEN);
      }
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOnceAndTheMusicPlays() throws Exception {
    // Given
    Path file = Files.createFile(directory.resolve("in-the-way"));
    String path = file.resolve("music.log").toString();

    // When
    try (PackagedApplication application =
        PackagedApplication.start(
            directory, Map.of("AURALIS_ENV", "production", "AURALIS_LOG_FILE", path))) {
      try (TestClient listener = TestClient.connect(application.uri(), "?format=pcm")) {
        listener.awaitBinary(5);
      }

      // Then
      assertThat(lines(application))
          .filteredOn(line -> line.path("level").asText().equals("WARN"))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.path("message").asText())
                      .isEqualTo(
                          String.format(
                                  Locale.ROOT,
                                  "AURALIS_LOG_FILE=%s cannot be written: %s is not a directory. The log",
                                  path,
                                  file)
                              + " goes to the console only"));
    }
  }

  private static int post(PackagedApplication application, String authorization, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(application.uri().resolve("/api/v1/control"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private List<JsonNode> events(PackagedApplication application, String event) {
    return lines(application).stream()
        .filter(line -> line.path("mdc").path("event").asText().equals(event))
        .toList();
  }

  /** All whole lines, standard error included. */
  private List<JsonNode> lines(PackagedApplication application) {
    String output = application.output();
    return output.substring(0, output.lastIndexOf('\n') + 1).lines().map(this::parse).toList();
  }

  private JsonNode parse(String line) {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + line, e);
    }
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
