package io.auralis.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.VertxHandler;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Holds a client to RFC 6455: stands between Netty's frame decoder and Vert.x, and ends a
 * connection whose client breaks a rule with the close code that the RFC names.
 *
 * <p>The decoder checks each frame by itself and the order of fragments. {@link MessageAssembler}
 * adds what spans frames: the size of a message and whether a text is UTF-8. Vert.x gets whole
 * messages only, because what it makes of fragments fails at an empty one.
 *
 * <pre>
 *  HANDSHAKE --- endpoint opens ---> OPEN --- a close frame leaves ---> CLOSING
 *      |                               |                                   |
 *      | answer other than 101         +------- the client errs -----------+
 *      v                                                |
 *   removed                                             v
 *                                                     FAILED
 * </pre>
 *
 * <p>In {@code HANDSHAKE} HTTP passes, and frames that come too early wait. In {@code CLOSING} only
 * the client's own close frame counts. In {@code FAILED} a close frame goes out, and {@link
 * LingeringEnd} gives the client the time to read it.
 *
 * <p>Vert.x learns of an error as an exception and hands it to the endpoint. All methods belong to
 * the connection's event loop, except {@link #open}.
 */
final class FrameInspector extends ChannelDuplexHandler {

  /** Largest message that is read at all; whether a message makes sense is decided elsewhere. */
  static final int MAX_MESSAGE_BYTES = 4_096;

  /** RFC 6455, section 7.4.2: codes end here. */
  private static final int FIRST_CODE_WITHOUT_MEANING = 5_000;

  private static final int MAX_REASON_BYTES = 123;

  private enum State {
    HANDSHAKE,
    OPEN,
    CLOSING,
    FAILED
  }

  private final MessageAssembler assembler = new MessageAssembler(MAX_MESSAGE_BYTES);
  private ChannelHandlerContext context;
  private State state = State.HANDSHAKE;

  /** Frames that came with the handshake, and maybe an exception behind them; else null. */
  private Deque<Object> early;

  /** Why it failed; else null. */
  private WebSocketCloseStatus failure;

  /** The newest ping that waits until the client reads again; else null. */
  private PingWebSocketFrame waitingPing;

  /**
   * Puts an inspector on a connection that is about to become a WebSocket.
   *
   * @return nothing if the pipeline is not as expected
   */
  static Optional<FrameInspector> addTo(ChannelPipeline pipeline) {
    ChannelHandlerContext vertx = pipeline.context(VertxHandler.class);
    FrameInspector present = pipeline.get(FrameInspector.class);
    if (vertx == null || present != null) {
      return Optional.ofNullable(present);
    }
    FrameInspector inspector = new FrameInspector();
    pipeline.addBefore(vertx.name(), null, inspector);
    return Optional.of(inspector);
  }

  /** The endpoint is ready: lets in what came before. Any thread. */
  void open() {
    if (!context.executor().inEventLoop()) {
      context.executor().execute(this::open);
      return;
    }
    if (state != State.HANDSHAKE) {
      return;
    }
    state = State.OPEN;
    if (early == null) {
      return;
    }
    for (Object message = early.poll(); message != null; message = early.poll()) {
      if (message instanceof CorruptedWebSocketFrameException error) {
        exceptionCaught(context, error);
      } else {
        channelRead(context, message);
      }
    }
    early = null;
    context.fireChannelReadComplete();
    context.channel().config().setAutoRead(true);
  }

  /** The rule that the client broke; nothing if it broke none. */
  Optional<WebSocketCloseStatus> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether frames may go out. */
  boolean isOpen() {
    return state == State.OPEN;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    forget();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    forget();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      context.fireChannelRead(message);
      return;
    }
    switch (state) {
      case HANDSHAKE -> hold(frame);
      case OPEN -> inspect(frame);
      case CLOSING -> {
        if (frame instanceof CloseWebSocketFrame) {
          context.fireChannelRead(frame);
        } else {
          frame.release();
        }
      }
      case FAILED -> frame.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
    if (!(cause instanceof CorruptedWebSocketFrameException error)) {
      context.fireExceptionCaught(cause);
    } else if (state == State.HANDSHAKE) {
      hold(error);
    } else if (state != State.FAILED) {
      fail(error);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (waitingPing != null && context.channel().isWritable()) {
      PingWebSocketFrame ping = waitingPing;
      waitingPing = null;
      context.fireChannelRead(ping);
      context.fireChannelReadComplete();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      // Asked before: the message is released once it is written.
      boolean declined =
          response.status().codeClass() != HttpStatusClass.INFORMATIONAL
              && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
      context.write(message, promise);
      if (declined) {
        // What comes next on this connection is HTTP, and maybe somebody else's.
        context.pipeline().remove(this);
      }
    } else if (message instanceof WebSocketFrame && isEnding()) {
      // Nothing may follow a close frame.
      ReferenceCountUtil.release(message);
      if (!promise.isVoid()) {
        promise.tryFailure(new ClosedChannelException());
      }
    } else {
      if (message instanceof CloseWebSocketFrame) {
        state = State.CLOSING;
        forget();
      }
      context.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext closing, ChannelPromise promise) {
    // Closing with input unread would reset the connection, and the client would lose the reason.
    if (state == State.FAILED && context.channel().isActive()) {
      if (!promise.isVoid()) {
        context.channel().closeFuture().addListener(closed -> promise.trySuccess());
      }
    } else {
      context.close(promise);
    }
  }

  private boolean isEnding() {
    return state == State.CLOSING || state == State.FAILED;
  }

  /** Only what came in one read can be early: nothing more is read until the endpoint opens. */
  private void hold(Object frameOrError) {
    if (early == null) {
      early = new ArrayDeque<>();
      context.channel().config().setAutoRead(false);
    }
    early.add(frameOrError);
  }

  private void inspect(WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame ping) {
      answer(ping);
    } else if (frame instanceof PongWebSocketFrame) {
      context.fireChannelRead(frame);
    } else if (frame instanceof CloseWebSocketFrame close) {
      finish(close);
    } else {
      take(frame);
    }
  }

  /**
   * RFC 6455, section 5.5.3: of several pings without an answer the newest may get the only one.
   */
  private void answer(PingWebSocketFrame ping) {
    if (context.channel().isWritable()) {
      context.fireChannelRead(ping);
    } else {
      ReferenceCountUtil.release(waitingPing);
      waitingPing = ping;
    }
  }

  /** The decoder lets pass codes without a meaning, and a reason that ends within a character. */
  private void finish(CloseWebSocketFrame close) {
    ByteBuf body = close.content();
    int code = body.isReadable() ? body.getUnsignedShort(body.readerIndex()) : 0;
    if (code >= FIRST_CODE_WITHOUT_MEANING) {
      close.release();
      fail(WebSocketCloseStatus.PROTOCOL_ERROR, "There is no close code " + code);
    } else if (body.isReadable() && !isUtf8(body.slice().skipBytes(Short.BYTES))) {
      close.release();
      fail(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "The reason of a close must be UTF-8");
    } else {
      context.fireChannelRead(close);
    }
  }

  private void take(WebSocketFrame frame) {
    WebSocketFrame message;
    try {
      message = assembler.take(frame);
    } catch (CorruptedWebSocketFrameException error) {
      fail(error);
      return;
    }
    if (message != null) {
      context.fireChannelRead(message);
    }
  }

  private static boolean isUtf8(ByteBuf text) {
    Utf8Check check = new Utf8Check();
    return text.forEachByte(check) < 0 && check.whole();
  }

  private void fail(WebSocketCloseStatus status, String reason) {
    fail(new CorruptedWebSocketFrameException(status, reason));
  }

  private void fail(CorruptedWebSocketFrameException error) {
    boolean told = isEnding();
    state = State.FAILED;
    failure = error.closeStatus();
    forget();
    LingeringEnd.after(
        told ? Unpooled.EMPTY_BUFFER : new CloseWebSocketFrame(failure, reason(error)), context);
    // Vert.x tells the endpoint and closes, which close() above puts off.
    context.fireExceptionCaught(error);
  }

  private static String reason(CorruptedWebSocketFrameException error) {
    if (error.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return "Messages may have up to " + MAX_MESSAGE_BYTES + " bytes";
    }
    // The decoder's reasons are short and ASCII; one that is not is left out.
    String reason = error.getMessage();
    return reason == null || reason.length() > MAX_REASON_BYTES ? "" : reason;
  }

  private void forget() {
    assembler.forget();
    ReferenceCountUtil.release(waitingPing);
    waitingPing = null;
    if (early != null) {
      early.forEach(ReferenceCountUtil::release);
      early.clear();
    }
  }
}
