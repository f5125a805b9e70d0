package io.auralis.websocket;

import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Transport;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.Messages;
import io.netty.buffer.ByteBufUtil;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The stream: audio out, control in.
 *
 * <p>A bad message is answered with {@code INVALID_CONTROL} and the session stays open. Callbacks
 * run on the connection's event loop and never block, so they need not wait for each other; the
 * queue in which they would costs a kilobyte a connection.
 */
@WebSocket(path = StreamHandshake.PATH, inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class StreamSocket {

  private static final Logger LOG = Logger.getLogger(StreamSocket.class);
  private static final TypedKey<StreamSession> SESSION = new TypedKey<>("session");

  private final StreamDoor door;
  private final StreamConnections connections;
  private final Executor fallbackThread;

  StreamSocket(StreamDoor door, StreamConnections connections, Vertx vertx) {
    this.door = door;
    this.connections = connections;
    Context context = vertx.getOrCreateContext();
    fallbackThread = task -> context.runOnContext(ignored -> task.run());
  }

  @OnOpen
  Uni<Void> open(WebSocketConnection connection) {
    connections.add(connection);
    inspector(connection).ifPresent(FrameInspector::open);
    StreamSession session;
    try {
      session =
          door.enter(
              connection.id(),
              connection.handshakeRequest().query(),
              connection.userData().get(StreamUpgrade.ADDRESS),
              connection.userData().get(StreamUpgrade.CROWDED) != null,
              transport(connection));
    } catch (StreamRejection e) {
      return e.dismiss(connection);
    }
    connection.userData().put(SESSION, session);
    session
        .station()
        .log()
        .joined(
            connection.id(),
            session.listener().format().label(),
            session.station().broadcaster().listeners());
    if (connection.isClosed()) {
      // It closed while it joined; its close callback found no session.
      return close(connection);
    }
    return Uni.createFrom()
        .completionStage(session.station().current())
        .invoke(update -> session.tell(Messages.Generation.of(update)))
        .replaceWithVoid();
  }

  @OnTextMessage
  Uni<Void> receive(String text, WebSocketConnection connection) {
    StreamSession session = connection.userData().get(SESSION);
    if (session == null) {
      return Uni.createFrom().voidItem();
    }
    session.listener().heard();
    if (ByteBufUtil.utf8Bytes(text) > FrameInspector.MAX_MESSAGE_BYTES) {
      return endForSize(session, connection);
    }
    session.receive(text);
    return Uni.createFrom().voidItem();
  }

  @OnBinaryMessage
  Uni<Void> receive(Buffer bytes, WebSocketConnection connection) {
    StreamSession session = connection.userData().get(SESSION);
    if (session != null && bytes.length() > FrameInspector.MAX_MESSAGE_BYTES) {
      return endForSize(session, connection);
    }
    if (session != null) {
      session.listener().heard();
      session.tell(
          Messages.Error.of(
              ErrorReason.MALFORMED, "Binary messages are not understood; send JSON as text"));
    }
    return Uni.createFrom().voidItem();
  }

  /** Only without the channel: an inspector lets no such message through. */
  private static Uni<Void> endForSize(StreamSession session, WebSocketConnection connection) {
    session.station().broadcaster().leave(session.listener(), DisconnectReason.TOO_BIG);
    return connection.close(WebSocketTransport.closeReasonOf(DisconnectReason.TOO_BIG));
  }

  @OnPongMessage
  Uni<Void> pong(Buffer payload, WebSocketConnection connection) {
    StreamSession session = connection.userData().get(SESSION);
    if (session != null) {
      session.listener().heard();
    }
    // Returning nothing would have a worker thread do this.
    return Uni.createFrom().voidItem();
  }

  @OnClose
  Uni<Void> close(WebSocketConnection connection) {
    connections.remove(connection);
    StreamSession session = connection.userData().remove(SESSION);
    if (session != null) {
      session
          .station()
          .broadcaster()
          .leave(session.listener(), failure(connection).orElse(DisconnectReason.LEFT));
      door.leave(session);
      session
          .station()
          .log()
          .left(
              connection.id(),
              session.listener().format().label(),
              session.listener().ended().orElse(DisconnectReason.LEFT).label(),
              session.listener().dropped(),
              session.station().broadcaster().listeners());
    }
    return Uni.createFrom().voidItem();
  }

  /** A client that broke a rule ends as a listener now, and as a connection when it hangs up. */
  @OnError
  Uni<Void> fail(Throwable failure, WebSocketConnection connection) {
    StreamSession session = connection.userData().get(SESSION);
    if (session != null) {
      failure(connection)
          .ifPresent(reason -> session.station().broadcaster().leave(session.listener(), reason));
    }
    LOG.debug("Connection " + connection.id() + " failed", failure);
    return Uni.createFrom().voidItem();
  }

  private static Optional<FrameInspector> inspector(WebSocketConnection connection) {
    return Optional.ofNullable(connection.userData().get(StreamUpgrade.INSPECTOR));
  }

  private static Optional<DisconnectReason> failure(WebSocketConnection connection) {
    return inspector(connection)
        .flatMap(FrameInspector::failure)
        .map(status -> WebSocketTransport.disconnectReasonOf(status.code()));
  }

  private Transport transport(WebSocketConnection connection) {
    return ChannelTransport.over(
            connection.userData().get(StreamUpgrade.CHANNEL), connection, fallbackThread)
        .orElseGet(() -> new WebSocketTransport(connection, fallbackThread));
  }
}
