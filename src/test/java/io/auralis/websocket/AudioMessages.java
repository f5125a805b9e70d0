package io.auralis.websocket;

import io.auralis.audio.codec.Codec;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PcmChunkEncoder;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.StreamFormat;
import io.netty.buffer.ByteBuf;
import java.util.Map;

/** The formats of the service and the bytes of their messages, for tests without a server. */
public final class AudioMessages {

  private AudioMessages() {}

  /** All formats, with the codecs that the service has. */
  public static DeliveryFormats formats(int opusBitsPerSecond) {
    return new DeliveryFormats(
        Map.of(
            Codec.PCM,
            PcmChunkEncoder::new,
            Codec.OPUS,
            () -> new OpusChunkEncoder(opusBitsPerSecond)),
        Map.of(
            StreamFormat.JSON, new JsonFraming(),
            StreamFormat.PCM, new PcmFraming(),
            StreamFormat.OPUS, new OpusFraming()));
  }

  /** A copy of the WebSocket frame that carries a chunk, header included; releases the chunk. */
  public static byte[] frame(FramedChunk chunk) {
    ByteBuf held = ((AudioFrame) chunk).bytesForHolder();
    try {
      byte[] bytes = new byte[held.readableBytes()];
      held.readBytes(bytes);
      return bytes;
    } finally {
      held.release();
    }
  }
}
