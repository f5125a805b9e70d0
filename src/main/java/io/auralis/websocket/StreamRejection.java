package io.auralis.websocket;

import io.auralis.wire.Messages;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;

/**
 * A client is not let in: it is told why, then closed.
 *
 * <p>Its message is that of the error.
 */
final class StreamRejection extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_REASON_BYTES = 123;

  private final transient Messages.Error error;
  private final transient CloseReason close;

  /**
   * @param error what the client is told; null for nothing but the close frame
   */
  private StreamRejection(Messages.Error error, CloseReason close) {
    super(close.getMessage(), null, false, false);
    this.error = error;
    this.close = close;
  }

  /** A client that is told why. */
  static StreamRejection of(Messages.Error error, int closeCode) {
    return new StreamRejection(error, new CloseReason(closeCode, shortened(error.message())));
  }

  /** A client that asks for a station that is not there. */
  static StreamRejection unknown(Messages.Error error) {
    return new StreamRejection(error, WebSocketTransport.UNKNOWN);
  }

  /** A client that comes when the service ends. */
  static StreamRejection farewell() {
    return new StreamRejection(null, WebSocketTransport.FAREWELL);
  }

  /** Says why, then closes. */
  Uni<Void> dismiss(WebSocketConnection connection) {
    return error == null
        ? connection.close(close)
        : connection.sendText(Messages.write(error)).chain(() -> connection.close(close));
  }

  /** RFC 6455, section 5.5: a close frame has up to 125 bytes, two of them for the code. */
  private static String shortened(String reason) {
    return reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON_BYTES
        ? reason
        : "See the error message";
  }
}
