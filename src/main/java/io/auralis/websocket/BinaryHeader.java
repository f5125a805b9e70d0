package io.auralis.websocket;

import io.auralis.audio.AudioChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  /** A message of header and payload. */
  static byte[] prepend(byte codec, int sampleRateHz, AudioChunk chunk, byte[] payload) {
    return ByteBuffer.allocate(BYTES + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(VERSION)
        .put(codec)
        .putShort((short) BYTES)
        .putInt(sampleRateHz)
        .putLong(chunk.index())
        .putLong(chunk.timestampMicros())
        .put(payload)
        .array();
  }
}
