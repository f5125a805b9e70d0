package io.auralis.websocket;

import io.auralis.delivery.PacketChunk;
import io.netty.buffer.ByteBuf;

/**
 * What binary audio messages begin with, little-endian: u8 version, u8 codec, u16 header length,
 * u32 sample rate, u64 chunk index, i64 microseconds since 1970-01-01T00:00Z.
 */
final class BinaryHeader {

  static final int BYTES = 24;
  static final byte CODEC_PCM = 1;
  static final byte CODEC_OPUS = 2;

  private static final byte VERSION = 1;

  private BinaryHeader() {}

  /** A frame that begins with the header; the caller writes the rest of the payload. */
  static ByteBuf begin(byte codec, int sampleRateHz, PacketChunk chunk, int payloadBytes) {
    return WebSocketFrame.begin(WebSocketFrame.BINARY, payloadBytes)
        .writeByte(VERSION)
        .writeByte(codec)
        .writeShortLE(BYTES)
        .writeIntLE(sampleRateHz)
        .writeLongLE(chunk.index())
        .writeLongLE(chunk.timestampMicros());
  }
}
