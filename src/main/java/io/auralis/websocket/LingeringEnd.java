package io.auralis.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose client is told to stop, and may still be sending.
 *
 * <p>Closing with input unread would reset the connection, and the client would lose the reason. So
 * the last message goes out, then the end of output; what comes in is thrown away before anybody
 * decodes it, until the client hangs up, for five seconds or 16 MiB. Runs on the event loop.
 */
final class LingeringEnd extends ChannelInboundHandlerAdapter {

  private static final int PATIENCE_SECONDS = 5;
  private static final long MAX_DISCARDED_BYTES = 16L << 20;

  private long discarded;

  private LingeringEnd() {}

  /** Ends a connection behind a last message. */
  static void after(Object last, ChannelHandlerContext context) {
    ChannelPipeline pipeline = context.pipeline();
    ChannelHandlerContext decoder = pipeline.context(WebSocketFrameDecoder.class);
    if (decoder != null) {
      pipeline.addBefore(decoder.name(), null, new LingeringEnd());
    }
    Channel channel = context.channel();
    context.writeAndFlush(last).addListener(written -> endOutput(channel));
    context.executor().schedule(() -> cut(channel), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    discarded += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (discarded > MAX_DISCARDED_BYTES) {
      cut(context.channel());
    }
  }

  /** The client sees the end at once, as RFC 6455, section 7.1.1, has it; input goes on. */
  private static void endOutput(Channel channel) {
    if (!channel.isActive()) {
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  private static void cut(Channel channel) {
    channel.unsafe().close(channel.voidPromise());
  }
}
