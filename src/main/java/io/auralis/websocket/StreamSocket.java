package io.auralis.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.access.AccessPolicy;
import io.auralis.access.AddressLimit;
import io.auralis.access.ControlAllowance;
import io.auralis.access.ControlLimit;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Notices;
import io.auralis.delivery.RefusalReason;
import io.auralis.delivery.Transport;
import io.auralis.station.Control;
import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.wire.ControlChange;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Messages;
import io.auralis.wire.TooManyControlsException;
import io.netty.buffer.ByteBufUtil;
import io.quarkus.websockets.next.CloseReason;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The stream: audio out, control in.
 *
 * <p>A bad message is answered with {@code INVALID_CONTROL} and the session stays open. Callbacks
 * run on the connection's event loop and never block, so they need not wait for each other; the
 * queue in which they would costs a kilobyte a connection.
 */
@WebSocket(path = "/ws/stream", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public class StreamSocket {

  private static final Logger LOG = Logger.getLogger(StreamSocket.class);
  private static final int MAX_REASON_BYTES = 123;

  private static final TypedKey<Listener> LISTENER = new TypedKey<>("listener");
  private static final TypedKey<ControlAllowance> ALLOWANCE = new TypedKey<>("allowance");

  private final StationLoop station;
  private final Broadcaster broadcaster;
  private final AccessPolicy access;
  private final AddressLimit addresses;
  private final ControlLimit controls;
  private final StreamConnections connections;
  private final Executor fallbackThread;
  private final Notices notices = new ListenerNotices();

  StreamSocket(
      StationLoop station,
      Broadcaster broadcaster,
      AccessPolicy access,
      AddressLimit addresses,
      ControlLimit controls,
      StreamConnections connections,
      Vertx vertx) {
    this.station = station;
    this.broadcaster = broadcaster;
    this.access = access;
    this.addresses = addresses;
    this.controls = controls;
    this.connections = connections;
    Context context = vertx.getOrCreateContext();
    fallbackThread = task -> context.runOnContext(ignored -> task.run());
  }

  @OnOpen
  Uni<Void> open(WebSocketConnection connection) {
    connections.add(connection);
    inspector(connection).ifPresent(FrameInspector::open);
    Admission admission;
    try {
      admission =
          StreamRequest.read(connection.handshakeRequest().query(), broadcaster.formats(), notices);
    } catch (InvalidControlException e) {
      broadcaster.attendance().refuse(RefusalReason.REQUEST);
      station.log().refused("the URL asks for what there is not");
      return dismiss(connection, Messages.Error.of(e), WebSocketTransport.POLICY_VIOLATION);
    }
    if (connection.userData().get(StreamUpgrade.CROWDED) != null) {
      broadcaster.attendance().refuse(RefusalReason.FULL);
      station.log().refused("no file descriptors are left for listeners");
      return dismiss(
          connection,
          Messages.Error.of(
              ErrorReason.of(RefusalReason.FULL),
              "No connections are left for listeners; try again later"),
          WebSocketTransport.TRY_AGAIN_LATER);
    }
    String address = connection.userData().get(StreamUpgrade.ADDRESS);
    if (!addresses.enter(address)) {
      broadcaster.attendance().refuse(RefusalReason.ADDRESS);
      station.log().refused("all places of an address are taken");
      String message =
          String.format(Locale.ROOT, "An address may have %d sessions", addresses.limit());
      return dismiss(
          connection,
          Messages.Error.of(ErrorReason.of(RefusalReason.ADDRESS), message),
          WebSocketTransport.TRY_AGAIN_LATER);
    }
    Optional<Listener> joined;
    try {
      joined = station.join(transport(connection), admission);
    } catch (RuntimeException | Error e) {
      addresses.leave(address);
      throw e;
    }
    if (joined.isEmpty()) {
      addresses.leave(address);
      return refuse(connection);
    }
    Listener listener = joined.get();
    connection.userData().put(ALLOWANCE, new ControlAllowance());
    connection.userData().put(LISTENER, listener);
    station.log().joined(connection.id(), listener.format().label(), broadcaster.listeners());
    if (connection.isClosed()) {
      // It closed while it joined; its close callback found no listener to remove.
      return close(connection);
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
    listener.heard();
    if (ByteBufUtil.utf8Bytes(text) > FrameInspector.MAX_MESSAGE_BYTES) {
      return endForSize(listener, connection);
    }
    try {
      return answer(JsonInput.object(text), listener, connection);
    } catch (InvalidControlException e) {
      tell(listener, Messages.Error.of(e));
      return Uni.createFrom().voidItem();
    }
  }

  @OnBinaryMessage
  Uni<Void> receive(Buffer bytes, WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener != null && bytes.length() > FrameInspector.MAX_MESSAGE_BYTES) {
      return endForSize(listener, connection);
    }
    if (listener != null) {
      listener.heard();
      tell(
          listener,
          Messages.Error.of(
              ErrorReason.MALFORMED, "Binary messages are not understood; send JSON as text"));
    }
    return Uni.createFrom().voidItem();
  }

  /** Only without the channel: an inspector lets no such message through. */
  private Uni<Void> endForSize(Listener listener, WebSocketConnection connection) {
    broadcaster.leave(listener, DisconnectReason.TOO_BIG);
    return connection.close(WebSocketTransport.closeReasonOf(DisconnectReason.TOO_BIG));
  }

  @OnPongMessage
  Uni<Void> pong(Buffer payload, WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener != null) {
      listener.heard();
    }
    // Returning nothing would have a worker thread do this.
    return Uni.createFrom().voidItem();
  }

  @OnClose
  Uni<Void> close(WebSocketConnection connection) {
    connections.remove(connection);
    Listener listener = connection.userData().remove(LISTENER);
    if (listener != null) {
      broadcaster.leave(listener, failure(connection).orElse(DisconnectReason.LEFT));
      addresses.leave(connection.userData().get(StreamUpgrade.ADDRESS));
      station
          .log()
          .left(
              connection.id(),
              listener.format().label(),
              listener.ended().orElse(DisconnectReason.LEFT).label(),
              listener.dropped(),
              broadcaster.listeners());
    }
    return Uni.createFrom().voidItem();
  }

  /** A client that broke a rule ends as a listener now, and as a connection when it hangs up. */
  @OnError
  Uni<Void> fail(Throwable failure, WebSocketConnection connection) {
    Listener listener = connection.userData().get(LISTENER);
    if (listener != null) {
      failure(connection).ifPresent(reason -> broadcaster.leave(listener, reason));
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

  private Uni<Void> answer(JsonNode message, Listener listener, WebSocketConnection connection) {
    String type = message.path("type").asText();
    switch (type) {
      case "control" -> {
        limit(connection);
        authorise(message.get("token"));
        ControlChange change = ControlChange.read(message);
        // The update reaches this listener with all the others.
        station.control(
            new Control(
                change,
                Optional.ofNullable(change.timestamp()),
                connection.id(),
                update -> tell(listener, Messages.Generation.of(update))));
      }
      case "ping" -> tell(listener, Messages.Pong.to(JsonInput.repeatable(message, "client_time")));
      case "status_request" -> tell(listener, status(null));
      default ->
          throw new InvalidControlException(
              List.of(
                  ControlChange.refuse(
                      "type", message.get("type"), "one of control, ping, status_request")));
    }
    return Uni.createFrom().voidItem();
  }

  /** A session has its share of what its address may send. */
  private void limit(WebSocketConnection connection) {
    try {
      if (!connection.userData().get(ALLOWANCE).take(System.nanoTime())) {
        throw new TooManyControlsException(
            "A session may send "
                + ControlAllowance.CONTROLS_PER_SECOND
                + " controls a second; this one was not taken",
            1);
      }
      OptionalInt wait = controls.take(connection.userData().get(StreamUpgrade.ADDRESS));
      if (wait.isPresent()) {
        throw TooManyControlsException.ofAddress(wait.getAsInt());
      }
    } catch (TooManyControlsException e) {
      station.log().refused(ControlLimit.REFUSED);
      throw e;
    }
  }

  /** A token is never repeated, be it right or wrong. */
  private void authorise(JsonNode token) {
    if (!access.permits(token == null ? null : token.asText())) {
      station.log().refused(AccessPolicy.WRONG_TOKEN);
      String shown = token == null ? "nothing" : "what was sent";
      throw new InvalidControlException(
          ErrorReason.TOKEN_REQUIRED,
          List.of(new Messages.FieldError("token", shown, "the control token of this server")));
    }
  }

  private Messages.Status status(Boolean resumed) {
    StationStatus status = station.status();
    return Messages.Status.of(
        status.bufferMillis(), broadcaster.listeners(), status.renderMillis(), resumed);
  }

  private Uni<Void> refuse(WebSocketConnection connection) {
    if (broadcaster.isShutDown()) {
      return connection.close(WebSocketTransport.FAREWELL);
    }
    station.log().refused("all places are taken");
    String message =
        String.format(
            Locale.ROOT,
            "All %d places are taken; try again later",
            broadcaster.attendance().places());
    return dismiss(
        connection,
        Messages.Error.of(ErrorReason.of(RefusalReason.FULL), message),
        WebSocketTransport.TRY_AGAIN_LATER);
  }

  /** Says why, then closes. */
  private static Uni<Void> dismiss(
      WebSocketConnection connection, Messages.Error error, int closeCode) {
    CloseReason reason = new CloseReason(closeCode, shortened(error.message()));
    return connection.sendText(Messages.write(error)).chain(() -> connection.close(reason));
  }

  /** RFC 6455, section 5.5: a close frame has up to 125 bytes, two of them for the code. */
  private static String shortened(String reason) {
    return reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON_BYTES
        ? reason
        : "See the error message";
  }

  private Transport transport(WebSocketConnection connection) {
    return ChannelTransport.over(
            connection.userData().get(StreamUpgrade.CHANNEL), connection, fallbackThread)
        .orElseGet(() -> new WebSocketTransport(connection, fallbackThread));
  }

  private static void tell(Listener listener, Object message) {
    listener.tell(Messages.write(message));
  }

  /** What the fan-out has to say to a listener. */
  private final class ListenerNotices implements Notices {

    @Override
    public Optional<String> placed(boolean resumed) {
      return Optional.of(Messages.write(status(resumed)));
    }

    @Override
    public Optional<String> overran(long chunks, DropReason reason) {
      String why =
          switch (reason) {
            case SLOW -> "the connection is too slow";
            case LATE -> "the server was too late";
          };
      String message = String.format(Locale.ROOT, "%d chunks were lost: %s", chunks, why);
      return Optional.of(Messages.write(Messages.Error.of(ErrorReason.of(reason), message)));
    }
  }
}
