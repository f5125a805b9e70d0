package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.http.RawHttp;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process with few file descriptors, and clients that only begin to ask. */
@Tag("alone")
class HalfSentIT {

  private static final int DESCRIPTORS = 260;
  private static final String PROBE =
      "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\n",
        "POST /api/v1/control HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{",
        "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
      })
  void probesAreAnsweredAllTheTime(String half) throws Exception {
    List<Socket> clients = new ArrayList<>();
    int port = PackagedApplication.freePort();
    Process service = start(port);
    try {
      awaitLive(port);

      // When: more of them than the process has descriptors, and new ones all the time
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      int probes = 0;
      while (probes < 20 || System.nanoTime() < until) {
        for (int i = 0; i < (probes == 0 ? DESCRIPTORS : 20); i++) {
          clients.add(begin(port, half));
        }
        long start = System.nanoTime();
        RawHttp.Answer answer = RawHttp.send(uri(port), PROBE);

        // Then
        assertThat(answer.status()).as("probe " + probes).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        probes++;
      }
      String metrics =
          RawHttp.send(uri(port), PROBE.replace("/q/health/live", "/q/metrics")).body();
      assertThat(metrics)
          .containsPattern("auralis_connections_ended_total\\{reason=\"gave_way\".*} [1-9]");
      assertThat(Files.readString(log()).split("Connections run short", -1)).hasSize(2);
    } finally {
      end(service);
      close(clients);
    }
  }

  @Test
  void aHalfSentRequestEndsInTime() throws Exception {
    int port = PackagedApplication.freePort();
    Process service = start(port);
    try {
      awaitLive(port);
      try (Socket headers = begin(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-");
          Socket nothing = begin(port, "")) {
        headers.setSoTimeout(15_000);
        nothing.setSoTimeout(15_000);
        String answer = new String(headers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
        assertThat(nothing.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      end(service);
    }
  }

  private Process start(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$@\"", "sh"));
    command.addAll(PackagedApplication.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AURALIS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "AURALIS_PORT", String.valueOf(port),
                "AURALIS_HOST", "127.0.0.1",
                "AURALIS_TRUSTED_PROXIES", "127.0.0.1"));
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private Path log() {
    return directory.resolve("output.txt");
  }

  private static void awaitLive(int port) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> RawHttp.send(uri(port), PROBE).status() == 200);
  }

  private static Socket begin(int port, String half) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    try {
      socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It was turned away already.
    }
    return socket;
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static void end(Process service) throws InterruptedException {
    service.destroyForcibly();
    service.waitFor();
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
