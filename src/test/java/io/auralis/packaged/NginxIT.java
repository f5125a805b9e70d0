package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.api.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener behind Debian's nginx, which restarts. */
class NginxIT {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private static final String DEFAULTS =
      """
      events {
      }
      http {
          server {
              listen 80;
              location / {
                  proxy_pass http://auralis:8000;
                  proxy_http_version 1.1;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection upgrade;
              }
          }
      }
      """;

  @TempDir Path directory;

  @BeforeEach
  void isInstalled() {
    assumeTrue(Files.isExecutable(NGINX), "nginx is not installed: apt-get install nginx");
  }

  @Test
  void theStreamOutlivesARestartOfNginxWithItsDefaults() throws Exception {
    resumesAfterARestart(DEFAULTS);
  }

  @Test
  void theStreamOutlivesARestartOfNginxWithTheExample() throws Exception {
    resumesAfterARestart(Files.readString(Path.of("deploy/nginx.conf")));
  }

  private void resumesAfterARestart(String configuration) throws Exception {
    int port = PackagedApplication.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    List<Long> heard = new ArrayList<>();
    try (PackagedApplication application =
        PackagedApplication.start(directory, Map.of("AURALIS_BUFFER_CAPACITY_SEC", "20"))) {
      Path file = write(configuration, port, application.uri().getPort());
      Process nginx = start(file, port);
      try (TestClient listener = TestClient.connect(address)) {
        listener.awaitAudio(10);
        stop(nginx);
        assertThat(listener.awaitClose()).as("an abnormal end").isNotEqualTo(1000);
        indices(listener.audio(), heard);
      } finally {
        stop(nginx);
      }

      nginx = start(file, port);
      long next = heard.get(heard.size() - 1) + 1;
      try (TestClient listener = TestClient.connect(address, "?from=" + next)) {
        assertThat(listener.await("status").path("resumed").asBoolean()).isTrue();
        indices(listener.awaitAudio(10), heard);
      } finally {
        stop(nginx);
      }
    }
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).isEqualTo(heard.get(0) + i);
    }
  }

  /** The configuration for ports and a directory of the test's own. */
  private Path write(String configuration, int port, int upstream) throws IOException {
    String own =
        configuration
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
            .replace("auralis:8000", "127.0.0.1:" + upstream)
            .replaceAll("(?m)^ *(access_log|error_log) .*$", "")
            .replace("http {", "http {\n    access_log off;");
    Path file = directory.resolve("nginx.conf");
    return Files.writeString(file, "daemon off;\npid nginx.pid;\nerror_log stderr;\n" + own);
  }

  private Process start(Path file, int port) throws IOException {
    Process nginx =
        new ProcessBuilder(NGINX.toString(), "-p", directory + "/", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .failFast("nginx ended; see nginx.log", () -> !nginx.isAlive())
        .ignoreExceptions()
        .until(() -> accepts(port));
    return nginx;
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  /** SIGTERM: nginx ends at once, with all its connections. */
  private static void stop(Process nginx) throws InterruptedException {
    nginx.destroy();
    assertThat(nginx.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void indices(List<JsonNode> audio, List<Long> heard) {
    audio.forEach(message -> heard.add(message.path("chunk_index").asLong()));
  }
}
