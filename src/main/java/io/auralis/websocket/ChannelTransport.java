package io.auralis.websocket;

import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A listener's WebSocket, with frames that are ready written to its Netty channel.
 *
 * <p>Leans on these internals: Vert.x' HTTP/1 connection is a {@link ConnectionBase} with a
 * channel; with TLS an {@code SslHandler} stands first, everything behind it reads and writes plain
 * bytes, and it copies what it encrypts, so that frames stay shared; the frame decoder stands
 * before all that encodes; Vert.x writes whole frames on the channel's event loop, so that a frame
 * written there from the decoder's place stands between two of its own. Where the first does not
 * hold, {@link WebSocketTransport} takes over.
 *
 * <p>Compression is never negotiated for the stream, so a frame means the same to every client.
 */
final class ChannelTransport implements Transport {

  /**
   * What the kernel may hold for a client that does not read; it doubles the figure for its own
   * bookkeeping. Enough for audio over a round trip of a third of a second.
   */
  private static final int SEND_BUFFER_BYTES = 65_536;

  /** At the end, room for all that this process still holds and the close frame behind it. */
  private static final int FAREWELL_BUFFER_BYTES = 262_144;

  private static final int PATIENCE_MILLIS = 5_000;

  /** The process does not wait any longer for a client that does not answer. */
  private static final int LAST_PATIENCE_MILLIS = 1_000;

  private static final Logger LOG = Logger.getLogger(ChannelTransport.class);

  private final Channel channel;
  private final ChannelHandlerContext context;
  private final FrameInspector inspector;
  private final WebSocketTransport publicApi;

  private ChannelTransport(
      Channel channel,
      ChannelHandlerContext context,
      FrameInspector inspector,
      WebSocketTransport publicApi) {
    this.channel = channel;
    this.context = context;
    this.inspector = inspector;
    this.publicApi = publicApi;
  }

  /** A transport over a channel that became a WebSocket under inspection; else nothing. */
  static Optional<Transport> over(
      Channel channel, WebSocketConnection connection, Executor fallbackThread) {
    FrameInspector inspector =
        channel == null ? null : channel.pipeline().get(FrameInspector.class);
    ChannelHandlerContext context =
        inspector == null ? null : channel.pipeline().context(WebSocketFrameDecoder.class);
    if (context == null) {
      return Optional.empty();
    }
    sendBuffer(channel, SEND_BUFFER_BYTES);
    if (channel.pipeline().get(IdleStateHandler.class) != null) {
      // Pings find out who is gone, and sooner than the timeout of an idle HTTP connection.
      channel.pipeline().remove(IdleStateHandler.class);
    }
    return Optional.of(
        new ChannelTransport(
            channel, context, inspector, new WebSocketTransport(connection, fallbackThread)));
  }

  @Override
  public Executor executor() {
    return channel.eventLoop();
  }

  @Override
  public boolean idle() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return inspector.isOpen() && waiting != null && waiting.isEmpty();
  }

  @Override
  public void write(FramedChunk chunk) {
    context.write(((AudioFrame) chunk).bytesForHolder(), context.voidPromise());
  }

  @Override
  public void write(String message) {
    context.write(WebSocketFrame.text(message), context.voidPromise());
  }

  @Override
  public void flush() {
    context.flush();
  }

  @Override
  public void whenIdle(Runnable task) {
    if (!inspector.isOpen()) {
      // No more bytes leave, and the end of the connection is told elsewhere.
      return;
    }
    // Completes when all before it is written, or fails with the channel.
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (written.isSuccess() && inspector.isOpen()) {
                task.run();
              }
            });
  }

  @Override
  public void ping() {
    if (inspector.isOpen()) {
      context.writeAndFlush(
          WebSocketFrame.of(WebSocketFrame.PING, new byte[0]), context.voidPromise());
    }
  }

  @Override
  public void close(DisconnectReason reason) {
    // A client that does not read finds the reason when it reads again.
    sendBuffer(channel, FAREWELL_BUFFER_BYTES);
    context.flush();
    publicApi.close(reason);
    int patience = reason == DisconnectReason.SHUTDOWN ? LAST_PATIENCE_MILLIS : PATIENCE_MILLIS;
    channel.eventLoop().schedule(() -> channel.close(), patience, TimeUnit.MILLISECONDS);
  }

  /** Sets what the kernel may hold; a socket that is gone holds nothing. */
  private static void sendBuffer(Channel channel, int bytes) {
    try {
      channel.config().setOption(ChannelOption.SO_SNDBUF, bytes);
    } catch (ChannelException e) {
      LOG.debug("Connection " + channel.id() + " was gone already", e);
    }
  }
}
