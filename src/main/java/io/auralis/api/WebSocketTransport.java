package io.auralis.api;

import io.auralis.streaming.DisconnectReason;
import io.auralis.streaming.Transport;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** A listener's WebSocket. */
final class WebSocketTransport implements Transport {

  /** RFC 6455: the server is going away. */
  static final int GOING_AWAY = 1001;

  /** RFC 6455: the server met a condition that it did not expect. */
  static final int INTERNAL_ERROR = 1011;

  /** IANA registry of close codes: try again later. */
  static final int TRY_AGAIN_LATER = 1013;

  /** What a session hears when the server ends. */
  static final CloseReason FAREWELL = new CloseReason(GOING_AWAY, "The server is going away");

  private static final Logger LOG = Logger.getLogger(WebSocketTransport.class);

  private final WebSocketConnection connection;

  WebSocketTransport(WebSocketConnection connection) {
    this.connection = connection;
  }

  @Override
  public CompletionStage<Void> send(String message) {
    return connection.sendText(message).subscribeAsCompletionStage();
  }

  @Override
  public void close(DisconnectReason reason) {
    CloseReason code =
        switch (reason) {
          case SHUTDOWN -> FAREWELL;
          case SEND_FAILED -> new CloseReason(INTERNAL_ERROR, "A message could not be sent");
          case LEFT -> CloseReason.NORMAL;
        };
    connection
        .close(code)
        .subscribe()
        .with(
            closed -> {},
            failure -> LOG.debugf(failure, "Connection %s was gone already", connection.id()));
  }
}
