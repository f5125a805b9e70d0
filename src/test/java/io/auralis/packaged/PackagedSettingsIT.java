package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged service makes of settings, from each place that they can stand in. */
class PackagedSettingsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String TOKEN = "${x}$$\\u00e4\u00e4";

  @TempDir Path directory;

  @Test
  void whatSeemsAMistakeIsAWarning() throws Exception {
    // Given
    Files.writeString(
        directory.resolve(".env"),
        """
        AURALIS_MAX_CLIENT=secret
        AURALIS_SEED=1
        AURALIS_SEED=2
        AURALIS_STATIONS_DEEP_SLEEP_SEED="3"  # Quotes and comments are no part of it
        AURALIS_STATIONS_DEEP_SLEEP_TITEL=secret
        """);
    Path config = Files.createDirectory(directory.resolve("config"));
    Files.writeString(
        config.resolve("application.yaml"),
        """
        auralis:
          default-bmp: 90
          stations: {deep-sleep: {preset: sleep}}
        """);

    // When
    try (PackagedApplication application =
        PackagedApplication.start(
            directory,
            Map.of(
                "AURALIS_CONTROL_TOKEM", "secret",
                "AURALIS_STATIONS_DEEP_SLEEP_TITLE", "Deep ${sleep}",
                "AURALIS_STATIONS_TEA_BPM", "60"))) {

      // Then
      assertThat(application.output().lines().filter(line -> line.contains("WARN")))
          .satisfiesExactlyInAnyOrder(
              line ->
                  assertThat(line)
                      .endsWith(
                          "AURALIS_CONTROL_TOKEM in the environment is no setting, and nothing"
                              + " reads it; the nearest one is AURALIS_CONTROL_TOKEN"),
              line ->
                  assertThat(line)
                      .endsWith(
                          "AURALIS_MAX_CLIENT in .env is no setting, and nothing reads it; the"
                              + " nearest one is AURALIS_MAX_CLIENTS"),
              line ->
                  assertThat(line)
                      .endsWith(
                          "AURALIS_STATIONS_DEEP_SLEEP_TITEL in .env is no setting, and nothing"
                              + " reads it; the nearest one is AURALIS_STATIONS_DEEP_SLEEP_TITLE"),
              line ->
                  assertThat(line)
                      .endsWith(
                          "auralis.default-bmp in config/application.yaml is no setting, and"
                              + " nothing reads it; the nearest one is auralis.default-bpm"),
              line ->
                  assertThat(line)
                      .endsWith(
                          ".env, line 3: AURALIS_SEED stands there again; its last line counts"));
      assertThat(application.output()).doesNotContain("secret").contains("plays seed 2;");
    }
  }

  @Test
  void emptyValuesCountAsNone() throws Exception {
    Map<String, String> empty = new HashMap<>();
    for (String name :
        List.of(
            "ENV", "DEVICE", "DEFAULT_BPM", "DEFAULT_KEY", "CORS_ORIGINS", "LOG_LEVEL", "SEED")) {
      empty.put("AURALIS_" + name, "");
    }
    for (String name :
        List.of("LOG_FILE", "ENABLE_SSL", "MAX_CLIENTS", "TRUSTED_PROXIES", "CONTROL_TOKEN")) {
      empty.put("AURALIS_" + name, " \r\n");
    }
    Files.writeString(directory.resolve(".env"), "AURALIS_DEFAULT_BPM=91\nAURALIS_DEFAULT_KEY=\n");
    Path config = Files.createDirectory(directory.resolve("config"));
    Files.writeString(config.resolve("application.yaml"), "auralis: {default-key: D minor}");

    try (PackagedApplication application = PackagedApplication.start(directory, empty)) {
      assertThat(application.get("/api/v1/status").body())
          .contains("\"current_bpm\":91", "\"current_key\":\"D minor\"");
      assertThat(directory.resolve("logs/auralis.log")).isRegularFile();
      assertThat(control(application, "Bearer none")).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "no_SUCH.charset"})
  void aTokenIsLiteralInTheEnvironmentOfAnyLocale(String locale) throws Exception {
    // Given: bytes, because this JVM's own charset may not hold the letter
    int port = PackagedApplication.freePort();
    String token = "'${x}$$\\u00e4'$'\\xc3\\xa4'";
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "export LC_ALL=" + locale + " AURALIS_CONTROL_TOKEN=" + token + "; exec \"$@\"",
                "bash"));
    command.addAll(PackagedApplication.command());

    // When
    try (PackagedApplication application =
        PackagedApplication.launch(
            command, directory, local(Map.of("AURALIS_PORT", String.valueOf(port))), port)) {
      application.awaitReady();

      // Then
      onlyTheTokenControls(application);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .env                          | AURALIS_CONTROL_TOKEN=${x}$$\\u00e4\u00e4
          .env                          | AURALIS_CONTROL_TOKEN="${x}$$\\u00e4\u00e4"
          config/application.yaml       | auralis: {control-token: '${x}$$\\u00e4\u00e4'}
          config/application.properties | auralis.control-token=${x}$$\\\\u00e4\u00e4
          """)
  void aTokenIsLiteralInEachFile(String file, String text) throws Exception {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);

    try (PackagedApplication application = PackagedApplication.start(directory, Map.of())) {
      onlyTheTokenControls(application);
    }
  }

  @Test
  void aSystemPropertyIsLiteralAndStandsHighest() throws Exception {
    int port = PackagedApplication.freePort();
    List<String> command = new ArrayList<>(PackagedApplication.command());
    command.add(1, "-Dauralis.log-file=logs/${x}$$.log");
    command.add(2, "-Dauralis.port= " + port + " ");

    try (PackagedApplication application =
        PackagedApplication.launch(
            command, directory, local(Map.of("AURALIS_LOG_FILE", "other.log")), port)) {
      application.awaitReady();

      assertThat(directory.resolve("logs/${x}$$.log")).isRegularFile();
      assertThat(directory.resolve("other.log")).doesNotExist();
    }
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @CsvSource({
    "127.0.0.2, 127.0.0.2",
    "' 127.0.0.1\n', 127.0.0.1",
    "localhost, localhost",
    "0.0.0.0, localhost",
    "::, localhost",
    "[::1], [::1]"
  })
  void theAddressThatAnswersIsAnnounced(String host, String announced) throws Exception {
    assumeThat(hasIpv6() || !host.contains(":")).as("this machine has IPv6").isTrue();
    int port = PackagedApplication.freePort();
    try (PackagedApplication application =
        PackagedApplication.launch(
            directory, Map.of("AURALIS_HOST", host, "AURALIS_PORT", String.valueOf(port)), port)) {
      String line = "Open http://" + announced + ":" + port + " and press play";
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> application.output().contains(line));

      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(
                              application.uri().resolve("http://" + announced + ":" + port + "/"))
                          .build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
      assertThat(application.output()).containsOnlyOnce("Open http");
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void onlyTheTokenControls(PackagedApplication application) throws Exception {
    String bytes = new String(TOKEN.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(control(application, "Bearer " + bytes)).isEqualTo(200);
    assertThat(control(application, "Bearer ")).isEqualTo(401);
    assertThat(control(application, "Bearer $")).isEqualTo(401);
    assertThat(control(application, "Bearer " + bytes.replace("$$", "$"))).isEqualTo(401);
    assertThat(application.output()).doesNotContain("${x}");
  }

  /** A socket, because the JDK's client sends no letters beyond ASCII. */
  private static int control(PackagedApplication application, String authorization)
      throws IOException {
    byte[] body = "{\"bpm\": 72}".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(application.uri().getHost(), application.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/control HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                      + "Content-Type: application/json\r\nContent-Length: "
                      + body.length
                      + "\r\nAuthorization: "
                      + authorization
                      + "\r\n\r\n"
                      + new String(body, StandardCharsets.US_ASCII))
                  .getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  private static Map<String, String> local(Map<String, String> settings) {
    Map<String, String> complete = new HashMap<>();
    complete.put("AURALIS_HOST", "127.0.0.1");
    complete.put("AURALIS_PORT", String.valueOf(PackagedApplication.freePort()));
    complete.putAll(settings);
    return complete;
  }
}
