package io.auralis.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client sends a message over the limit, with close code 1009, and knows
 * when a close frame has gone out, behind which nothing may follow.
 *
 * <p>It stands before the WebSocket decoder, which would cut the connection without a word: the
 * client, still sending, would see a reset. Here the close frame goes out at once, what still comes
 * in is thrown away unread by anybody, and the connection ends when the client has hung up, or
 * after five seconds. Runs on the connection's event loop.
 */
final class OversizeGuard extends ChannelDuplexHandler {

  /** Largest message that is read at all; whether a message makes sense is decided elsewhere. */
  static final int MAX_MESSAGE_BYTES = 4_096;

  /** RFC 6455: the message is too big. */
  private static final short MESSAGE_TOO_BIG = 1009;

  private static final int PATIENCE_SECONDS = 5;
  private static final int MAX_HEADER_BYTES = 14;

  private final byte[] header = new byte[MAX_HEADER_BYTES];
  private int headerBytes;
  private long payloadLeft;
  private long messageBytes;
  private boolean refusing;
  private boolean closing;

  /** Whether a close frame went out; the connection's thread. */
  boolean closing() {
    return refusing || closing;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!(message instanceof ByteBuf bytes)) {
      super.channelRead(context, message);
      return;
    }
    if (!refusing && exceedsLimit(bytes)) {
      refuse(context);
    }
    if (refusing) {
      ReferenceCountUtil.release(message);
    } else {
      super.channelRead(context, message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (refusing) {
      // Nothing may follow a close frame.
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    } else {
      closing |= startsCloseFrame(message);
      super.write(context, message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    // Closing with input unread would reset the connection and lose the close frame.
    if (refusing && context.channel().isActive()) {
      promise.trySuccess();
    } else {
      super.close(context, promise);
    }
  }

  /** The codec writes a frame's header at the start of a buffer, and data never starts so. */
  private static boolean startsCloseFrame(Object message) {
    return message instanceof ByteBuf bytes
        && bytes.isReadable()
        && bytes.getUnsignedByte(bytes.readerIndex()) == WebSocketFrame.CLOSE;
  }

  private void refuse(ChannelHandlerContext context) {
    refusing = true;
    byte[] reason =
        ("Messages may have up to " + MAX_MESSAGE_BYTES + " bytes")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuf frame = Unpooled.buffer();
    frame.writeByte(WebSocketFrame.CLOSE).writeByte(Short.BYTES + reason.length);
    frame.writeShort(MESSAGE_TOO_BIG).writeBytes(reason);
    context.writeAndFlush(frame);
    context
        .executor()
        .schedule(
            () -> context.channel().unsafe().close(context.voidPromise()),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  /** Follows the frames of RFC 6455, section 5.2, without touching the bytes. */
  private boolean exceedsLimit(ByteBuf bytes) {
    int position = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (position < end) {
      if (payloadLeft > 0) {
        long step = Math.min(payloadLeft, end - position);
        payloadLeft -= step;
        position += (int) step;
        continue;
      }
      header[headerBytes++] = bytes.getByte(position++);
      if (headerBytes >= 2 && headerBytes == headerLength()) {
        payloadLeft = payloadLength();
        headerBytes = 0;
        boolean control = (header[0] & 0x08) != 0;
        if (!control) {
          boolean continuation = (header[0] & 0x0F) == 0;
          messageBytes = continuation ? messageBytes + payloadLeft : payloadLeft;
        }
        if (payloadLeft < 0
            || payloadLeft > MAX_MESSAGE_BYTES
            || messageBytes > MAX_MESSAGE_BYTES) {
          return true;
        }
      }
    }
    return false;
  }

  private int headerLength() {
    int mask = (header[1] & 0x80) != 0 ? Integer.BYTES : 0;
    return switch (header[1] & 0x7F) {
      case 126 -> 2 + Short.BYTES + mask;
      case 127 -> 2 + Long.BYTES + mask;
      default -> 2 + mask;
    };
  }

  private long payloadLength() {
    int length = header[1] & 0x7F;
    if (length < 126) {
      return length;
    }
    int bytes = length == 126 ? Short.BYTES : Long.BYTES;
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | header[2 + i] & 0xFF;
    }
    return value;
  }
}
