package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.websocket.TestClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of the log a client can fill, whatever it sends. */
class LogVolumeIT {

  private static final int MOST_BYTES = 60_000;
  private static final int MOST_UPDATES = 60;
  private static final Duration FLOOD = Duration.ofSeconds(3);

  /** What makes a server complain; each is sent on connections of its own, again and again. */
  private static final List<String> PROVOCATIONS =
      List.of(
          "GARBAGE\r\n\r\n",
          "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
          "GET /%zz%00%ff HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /api/v1/%2e%2e%2f/\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /a?%=%&%zz HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: " + "b".repeat(20_000) + "\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n",
          "POST /api/v1/control HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
          "POST /api/v1/control HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nx",
          "POST /api/v1/control HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
          "POST /api/v1/control HTTP/1.1\r\nHost: a\r\nContent-Type: ///\r\n"
              + "Content-Length: 1\r\n\r\nx",
          "POST /api/v1/control HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 3\r\n\r\n\u0000{",
          "GET /api/v1/status HTTP/1.1\r\nHost: a\r\nAccept: ;;;\r\n\r\n",
          "GET /api/v1/phrases/current HTTP/1.1\r\nHost: a\r\nAccept: nonsense\r\n\r\n",
          "GET /q/openapi?format=zz HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /q/metrics HTTP/1.1\r\nHost: a\r\nAccept: \u0001\r\n\r\n",
          "GET /ws/stream HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key: x\r\n\r\n",
          "GET /ws/stream HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: not-base64\r\nSec-WebSocket-Version: 99\r\n\r\n",
          "GET /ws/stream?format=%zz HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n",
          "GET /ws/stream HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n\u0001\u0000",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

  @TempDir Path directory;

  @Test
  void threeSecondsOfControlsAsFastAsTheyGoAreFewUpdatesAndLittleLog() throws Exception {
    try (PackagedApplication application =
            PackagedApplication.start(directory, Map.of("AURALIS_ENV", "production"));
        TestClient listener = TestClient.connect(application.uri())) {
      listener.awaitAudio(5);
      listener.forget();
      long before = logged(application);

      // When: over eight connections
      URI control = application.uri().resolve("/api/v1/control");
      HttpClient http = HttpClient.newHttpClient();
      long end = System.nanoTime() + FLOOD.toNanos();
      List<CompletableFuture<int[]>> floods =
          IntStream.range(0, 8)
              .mapToObj(client -> CompletableFuture.supplyAsync(() -> flood(http, control, end)))
              .toList();
      int accepted = floods.stream().mapToInt(flood -> flood.join()[0]).sum();
      int refused = floods.stream().mapToInt(flood -> flood.join()[1]).sum();

      // Then
      List<JsonNode> updates =
          listener.messages().stream()
              .filter(m -> m.path("type").asText().equals("generation_update"))
              .toList();
      assertThat(updates).hasSizeBetween(2, MOST_UPDATES);
      assertThat(accepted).isBetween(40, 200);
      assertThat(refused).isGreaterThan(accepted);
      assertThat(logged(application) - before).isLessThan(MOST_BYTES);
      listener.forget();
      listener.awaitAudio(3);
    }
  }

  @Test
  void nothingThatIsSentFillsTheLog() throws Exception {
    try (PackagedApplication application =
        PackagedApplication.start(directory, Map.of("AURALIS_ENV", "production"))) {
      int port = application.uri().getPort();
      Map<String, Long> tooMuch = new LinkedHashMap<>();
      for (String provocation : PROVOCATIONS) {
        long before = logged(application);
        byte[] bytes = provocation.getBytes(StandardCharsets.ISO_8859_1);

        // When
        for (int i = 0; i < 400; i++) {
          provoke(port, bytes);
        }

        // Then
        long written = logged(application) - before;
        if (written > MOST_BYTES) {
          tooMuch.put(provocation, written);
        }
      }
      assertThat(tooMuch).isEmpty();
      assertThat(application.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  /** The larger of what went to the console and to the file. */
  private long logged(PackagedApplication application) throws IOException {
    Path file = directory.resolve("logs/auralis.log");
    return Math.max(application.output().length(), Files.exists(file) ? Files.size(file) : 0);
  }

  private static int[] flood(HttpClient http, URI control, long end) {
    int[] answers = new int[2];
    for (int i = 0; System.nanoTime() < end; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(control)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"bpm\":" + (60 + i % 100) + "}"))
              .build();
      try {
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        answers[status == 200 ? 0 : 1]++;
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return answers;
      }
    }
    return answers;
  }

  private static void provoke(int port, byte[] bytes) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20);
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      socket.getInputStream().read(new byte[1_024]);
    } catch (IOException e) {
      // It hangs up, or has nothing to say.
    }
  }
}
