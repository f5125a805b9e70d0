package io.auralis.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A listener made of the JDK's WebSocket client; keeps all that it hears. */
public final class TestClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper mapper = new ObjectMapper();
  private final StringBuilder partial = new StringBuilder();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private volatile int closeCode = -1;
  private volatile Throwable failure;
  private final WebSocket socket;

  private TestClient(URI server) {
    URI stream = URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws/stream");
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(stream, this)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  /**
   * Connects to the stream of a server and waits until the server has decided about it: the
   * handshake ends before the server's endpoint has counted the listener in, or refused it.
   */
  public static TestClient connect(URI server) {
    TestClient client = new TestClient(server);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !client.messages.isEmpty() || client.closeCode >= 0 || client.failure != null);
    return client;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        messages.add(mapper.readTree(partial.toString()));
      } catch (JacksonException e) {
        failure = e;
      }
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode = statusCode;
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    failure = error;
  }

  /** Sends a text message. */
  public void send(String text) {
    socket.sendText(text, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Sends a text message without waiting for it to be taken. */
  public void sendAndForget(String text) {
    socket.sendText(text, true);
  }

  /** Sends a binary message. */
  public void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** Waits for a message of a type. */
  public JsonNode await(String type) {
    return await(message -> message.path("type").asText().equals(type));
  }

  /** Waits for a message. */
  public JsonNode await(Predicate<JsonNode> wanted) {
    Awaitility.await().atMost(PATIENCE).until(() -> messages.stream().anyMatch(wanted));
    return messages.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits for a number of audio messages and returns at least as many. */
  public List<JsonNode> awaitAudio(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> audio().size() >= count);
    return audio();
  }

  /** Waits for the server to close and returns the code. */
  public int awaitClose() {
    Awaitility.await().atMost(PATIENCE).until(() -> closeCode >= 0 || failure != null);
    return closeCode;
  }

  /** The audio messages so far. */
  public List<JsonNode> audio() {
    return messages.stream().filter(m -> m.path("type").asText().equals("audio")).toList();
  }

  /** The bytes of an audio message. */
  public static byte[] pcm(JsonNode audio) {
    return Base64.getDecoder().decode(audio.path("data").asText());
  }

  /** Forgets what was heard. */
  public void forget() {
    messages.clear();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
