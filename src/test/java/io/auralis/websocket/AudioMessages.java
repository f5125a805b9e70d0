package io.auralis.websocket;

import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.EncodedChunk;
import io.auralis.delivery.StreamFormat;
import io.netty.buffer.ByteBuf;
import java.util.Map;

/** The encoders of the service and the bytes of their messages, for tests without a server. */
public final class AudioMessages {

  private AudioMessages() {}

  /** New encoders of one station, of all formats. */
  public static Map<StreamFormat, ChunkEncoder> encoders(int opusBitsPerSecond) {
    return Map.of(
        StreamFormat.JSON, new JsonEncoder(),
        StreamFormat.PCM, new BinaryPcmEncoder(),
        StreamFormat.OPUS, new BinaryOpusEncoder(opusBitsPerSecond));
  }

  /** A copy of the WebSocket frame that carries a chunk, header included. */
  public static byte[] frame(EncodedChunk chunk) {
    ByteBuf shared = ((AudioFrame) chunk).share();
    try {
      byte[] bytes = new byte[shared.readableBytes()];
      shared.readBytes(bytes);
      return bytes;
    } finally {
      shared.release();
    }
  }
}
