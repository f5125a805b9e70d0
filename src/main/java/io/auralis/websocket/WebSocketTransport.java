package io.auralis.websocket;

import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Transport;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** A listener's WebSocket through the public API, a copy of each message per listener. */
final class WebSocketTransport implements Transport {

  /** RFC 6455: the server is going away. */
  static final int GOING_AWAY = 1001;

  /** RFC 6455: the client broke a rule of the protocol. */
  static final int PROTOCOL_ERROR = 1002;

  /** RFC 6455: a text is not UTF-8. */
  static final int INVALID_PAYLOAD = 1007;

  /** RFC 6455: the client did what it may not. */
  static final int POLICY_VIOLATION = 1008;

  /** RFC 6455: a message is too big. */
  static final int MESSAGE_TOO_BIG = 1009;

  /** RFC 6455: the server met a condition that it did not expect. */
  static final int INTERNAL_ERROR = 1011;

  /** IANA registry of close codes: try again later. */
  static final int TRY_AGAIN_LATER = 1013;

  /** Of those that applications may choose: there is no such station. */
  static final int NO_SUCH_STATION = 4404;

  /** Of this protocol: the station has ended, and will not come back. */
  static final int STATION_ENDED = 4410;

  /** What a client hears that asks for a station that is not there. */
  static final CloseReason UNKNOWN = new CloseReason(NO_SUCH_STATION, "No such station");

  /** What a session hears when the server ends. */
  static final CloseReason FAREWELL = new CloseReason(GOING_AWAY, "The server is going away");

  private static final String TOO_BIG =
      "Messages may have up to " + FrameInspector.MAX_MESSAGE_BYTES + " bytes";

  private static final Logger LOG = Logger.getLogger(WebSocketTransport.class);

  private final WebSocketConnection connection;
  private final Executor thread;
  private final List<Runnable> whenIdle = new ArrayList<>(1);
  private int inFlight;
  private boolean broken;

  /**
   * A connection whose listener is served by a thread.
   *
   * @param thread runs tasks one after the other
   */
  WebSocketTransport(WebSocketConnection connection, Executor thread) {
    this.connection = connection;
    this.thread = thread;
  }

  @Override
  public Executor executor() {
    return thread;
  }

  @Override
  public boolean idle() {
    if (broken) {
      throw new IllegalStateException("A message could not be sent");
    }
    return inFlight == 0;
  }

  @Override
  public void write(FramedChunk chunk) {
    AudioFrame frame = (AudioFrame) chunk;
    byte[] payload;
    try {
      payload = frame.payload();
    } finally {
      frame.release();
    }
    send(
        frame.isText()
            ? connection.sendText(new String(payload, StandardCharsets.UTF_8))
            : connection.sendBinary(Buffer.buffer(payload)));
  }

  @Override
  public void write(String message) {
    send(connection.sendText(message));
  }

  @Override
  public void flush() {
    // Each message was sent when it was written.
  }

  @Override
  public void whenIdle(Runnable task) {
    whenIdle.add(task);
    runIfIdle();
  }

  @Override
  public void ping() {
    send(connection.sendPing(Buffer.buffer()));
  }

  @Override
  public void close(DisconnectReason reason) {
    connection
        .close(closeReasonOf(reason))
        .subscribe()
        .with(
            closed -> {},
            failure -> LOG.debug("Connection " + connection.id() + " was gone already", failure));
  }

  /** What a client is told that is closed for this reason. */
  static CloseReason closeReasonOf(DisconnectReason reason) {
    return switch (reason) {
      case SHUTDOWN -> FAREWELL;
      case ENDED -> new CloseReason(STATION_ENDED, "The station has ended");
      case SEND_FAILED -> new CloseReason(INTERNAL_ERROR, "A message could not be sent");
      case TOO_SLOW -> new CloseReason(POLICY_VIOLATION, "Too slow: chunks were lost for 30 s");
      case SILENT -> new CloseReason(INTERNAL_ERROR, "No answer to pings for 60 s");
      case TOO_BIG -> new CloseReason(MESSAGE_TOO_BIG, TOO_BIG);
      case PROTOCOL_ERROR -> new CloseReason(PROTOCOL_ERROR, "Not as RFC 6455 has it");
      case INVALID_TEXT -> new CloseReason(INVALID_PAYLOAD, "A text message must be UTF-8");
      case LEFT -> CloseReason.NORMAL;
    };
  }

  /** The reason for which a client that broke a rule is closed with this code. */
  static DisconnectReason disconnectReasonOf(int closeCode) {
    return switch (closeCode) {
      case MESSAGE_TOO_BIG -> DisconnectReason.TOO_BIG;
      case INVALID_PAYLOAD -> DisconnectReason.INVALID_TEXT;
      default -> DisconnectReason.PROTOCOL_ERROR;
    };
  }

  private void send(Uni<Void> message) {
    inFlight++;
    message
        .subscribe()
        .with(done -> thread.execute(() -> sent(false)), e -> thread.execute(() -> sent(true)));
  }

  private void sent(boolean failed) {
    inFlight--;
    broken |= failed;
    runIfIdle();
  }

  private void runIfIdle() {
    if (inFlight == 0 || broken) {
      List<Runnable> tasks = List.copyOf(whenIdle);
      whenIdle.clear();
      tasks.forEach(Runnable::run);
    }
  }
}
