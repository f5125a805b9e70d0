package io.auralis.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Frames of a server as RFC 6455, section 5.2, lays them out: whole messages, not masked. */
final class WebSocketFrame {

  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;

  private static final int LONGEST_HEADER = 10;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int MAX_UNSIGNED_SHORT = 0xFFFF;

  private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

  private WebSocketFrame() {}

  /** A frame with this payload in memory that sockets read without another copy. */
  static ByteBuf of(int opcode, byte[] payload) {
    return begin(opcode, payload.length).writeBytes(payload);
  }

  /** A frame in such memory that its maker writes the payload into. */
  static ByteBuf begin(int opcode, int payloadBytes) {
    ByteBuf frame = ALLOCATOR.directBuffer(headerBytes(payloadBytes) + payloadBytes);
    writeHeader(frame, opcode, payloadBytes);
    return frame;
  }

  /** A text frame. */
  static ByteBuf text(String message) {
    int length = ByteBufUtil.utf8Bytes(message);
    ByteBuf frame = begin(TEXT, length);
    frame.writeCharSequence(message, StandardCharsets.UTF_8);
    return frame;
  }

  /** Bytes before the payload. */
  static int headerBytes(int payloadBytes) {
    if (payloadBytes < LENGTH_IN_16_BITS) {
      return 2;
    }
    return payloadBytes <= MAX_UNSIGNED_SHORT ? 2 + Short.BYTES : LONGEST_HEADER;
  }

  private static void writeHeader(ByteBuf frame, int opcode, int length) {
    frame.writeByte(opcode);
    if (length < LENGTH_IN_16_BITS) {
      frame.writeByte(length);
    } else if (length <= MAX_UNSIGNED_SHORT) {
      frame.writeByte(LENGTH_IN_16_BITS).writeShort(length);
    } else {
      frame.writeByte(LENGTH_IN_64_BITS).writeLong(length);
    }
  }
}
