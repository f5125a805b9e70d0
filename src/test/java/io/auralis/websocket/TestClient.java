package io.auralis.websocket;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A listener made of the JDK's WebSocket client; keeps all that it hears. */
public final class TestClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;

  private final ObjectMapper mapper = new ObjectMapper();
  private final StringBuilder partial = new StringBuilder();
  private final ByteArrayOutputStream partialBytes = new ByteArrayOutputStream();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final List<byte[]> binary = new CopyOnWriteArrayList<>();
  private volatile String closeReason = "";
  private volatile int closeCode = -1;
  private volatile Throwable failure;
  private final WebSocket socket;

  private TestClient(URI server, String query, HttpClient http) {
    String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
    URI stream =
        URI.create(
            scheme + "://" + server.getHost() + ":" + server.getPort() + "/ws/stream" + query);
    socket =
        http.newWebSocketBuilder()
            .buildAsync(stream, this)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  /**
   * Connects to the stream of a server and waits until the server has decided about it: the
   * handshake ends before the server's endpoint has counted the listener in, or refused it.
   */
  public static TestClient connect(URI server) {
    return connect(server, "");
  }

  /** The same with a query, say {@code ?format=pcm}. */
  public static TestClient connect(URI server, String query) {
    return connect(server, query, HttpClient.newHttpClient());
  }

  /**
   * The same through a client of one's own, say with certificates that it trusts.
   *
   * <p>The JDK's client now and then garbles frames that come right behind the handshake: one
   * connection in some hundreds, also of a bare socket that writes a constant. It says so at once,
   * and is told to try again. That the server's frames are whole is {@code CrowdTest}'s to see,
   * which reads them itself.
   */
  public static TestClient connect(URI server, String query, HttpClient http) {
    for (int attempt = 1; ; attempt++) {
      TestClient client = new TestClient(server, query, http);
      Awaitility.await().atMost(PATIENCE).until(client::heardSomething);
      if (!(client.failure instanceof ProtocolException) || attempt == ATTEMPTS) {
        return client;
      }
      client.socket.abort();
    }
  }

  private boolean heardSomething() {
    return !messages.isEmpty() || !binary.isEmpty() || closeCode >= 0 || failure != null;
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
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partialBytes.writeBytes(bytes);
    if (last) {
      binary.add(partialBytes.toByteArray());
      partialBytes.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeReason = reason;
    closeCode = statusCode;
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    failure = error;
  }

  /** Sends a text message. */
  public void send(String text) {
    try {
      socket.sendText(text, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s was not sent; closed with %d %s after %s",
              text,
              closeCode,
              closeReason,
              messages.stream().limit(3).toList()),
          failure == null ? e : failure);
    }
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

  /** Waits for an error of a kind; a loaded machine may send others before it. */
  public JsonNode awaitError(String code) {
    return await(
        message ->
            message.path("type").asText().equals("error")
                && message.path("code").asText().equals(code));
  }

  /** Waits for a message. */
  public JsonNode await(Predicate<JsonNode> wanted) {
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> messages.stream().anyMatch(wanted));
    } catch (ConditionTimeoutException e) {
      if (failure != null) {
        throw new AssertionError("The connection failed", failure);
      }
      throw e;
    }
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

  /** Why the server closed. */
  public String closeReason() {
    return closeReason;
  }

  /** Waits for a number of binary messages and returns at least as many. */
  public List<byte[]> awaitBinary(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> binary.size() >= count);
    return List.copyOf(binary);
  }

  /** The text messages so far. */
  public List<JsonNode> messages() {
    return messages;
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
    binary.clear();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
