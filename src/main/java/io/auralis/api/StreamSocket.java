package io.auralis.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.DisconnectReason;
import io.auralis.streaming.Listener;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The stream: audio out, control in.
 *
 * <p>A bad message is answered with {@code INVALID_CONTROL} and the session stays open. Callbacks
 * run on the connection's event loop and never block.
 */
@WebSocket(path = "/ws/stream")
public class StreamSocket {

  private static final Logger LOG = Logger.getLogger(StreamSocket.class);
  private static final TypedKey<Listener> LISTENER = new TypedKey<>("listener");

  private final StationLoop station;
  private final Broadcaster broadcaster;

  StreamSocket(StationLoop station, Broadcaster broadcaster) {
    this.station = station;
    this.broadcaster = broadcaster;
  }

  @OnOpen
  Uni<Void> open(WebSocketConnection connection) {
    Optional<Listener> joined = station.join(new WebSocketTransport(connection));
    if (joined.isEmpty()) {
      return refuse(connection);
    }
    Listener listener = joined.get();
    connection.userData().put(LISTENER, listener);
    if (connection.isClosed()) {
      // It closed while it joined; its close callback found no listener to remove.
      broadcaster.leave(listener, DisconnectReason.LEFT);
      return Uni.createFrom().voidItem();
    }
    return station
        .current()
        .invoke(update -> tell(listener, Messages.Generation.of(update)))
        .replaceWithVoid();
  }

  @OnTextMessage
  Uni<Void> receive(String text, WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener == null) {
      return Uni.createFrom().voidItem();
    }
    try {
      return answer(JsonInput.object(text), listener);
    } catch (InvalidControlException e) {
      tell(listener, Messages.Error.of(e));
      return Uni.createFrom().voidItem();
    }
  }

  @OnBinaryMessage
  Uni<Void> receive(Buffer bytes, WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener != null) {
      tell(
          listener,
          Messages.Error.of(
              ErrorCode.INVALID_CONTROL, "Binary messages are not understood; send JSON as text"));
    }
    return Uni.createFrom().voidItem();
  }

  @OnClose
  Uni<Void> close(WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener != null) {
      broadcaster.leave(listener, DisconnectReason.LEFT);
    }
    return Uni.createFrom().voidItem();
  }

  @OnError
  Uni<Void> fail(Throwable failure, WebSocketConnection connection) {
    LOG.debugf(failure, "Connection %s failed", connection.id());
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> answer(JsonNode message, Listener listener) {
    String type = message.path("type").asText();
    switch (type) {
      case "control" -> {
        // The update reaches this listener with all the others.
        return station.control(ControlChange.read(message)).replaceWithVoid();
      }
      case "ping" -> tell(listener, Messages.Pong.to(message.get("client_time")));
      case "status_request" -> tell(listener, status());
      default ->
          throw new InvalidControlException(
              List.of(
                  ControlChange.refuse(
                      "type", message.get("type"), "one of control, ping, status_request")));
    }
    return Uni.createFrom().voidItem();
  }

  private Messages.Status status() {
    StationStatus status = station.status();
    return Messages.Status.of(
        status.bufferMillis(), broadcaster.listeners(), status.renderMillis());
  }

  private Uni<Void> refuse(WebSocketConnection connection) {
    if (broadcaster.isShutDown()) {
      return connection.close(WebSocketTransport.FAREWELL);
    }
    String message =
        "All %d places are taken; try again later".formatted(broadcaster.maxListeners());
    return connection
        .sendText(Messages.write(Messages.Error.of(ErrorCode.SERVER_OVERLOAD, message)))
        .chain(
            () -> connection.close(new CloseReason(WebSocketTransport.TRY_AGAIN_LATER, message)));
  }

  private static void tell(Listener listener, Object message) {
    listener.tell(Messages.write(message));
  }
}
