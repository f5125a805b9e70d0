package io.auralis.websocket;

import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Framing;
import io.auralis.delivery.PacketChunk;
import io.netty.buffer.ByteBuf;

/** The {@code opus} message: a header and five packets, each behind its length as a u16. */
public final class OpusFraming implements Framing {

  @Override
  public FramedChunk frame(PacketChunk chunk) {
    int bytes = BinaryHeader.BYTES;
    for (byte[] packet : chunk.packets()) {
      bytes += Short.BYTES + packet.length;
    }
    ByteBuf frame =
        BinaryHeader.begin(BinaryHeader.CODEC_OPUS, OpusChunkEncoder.SAMPLE_RATE_HZ, chunk, bytes);
    for (byte[] packet : chunk.packets()) {
      frame.writeShortLE(packet.length).writeBytes(packet);
    }
    return new AudioFrame(false, bytes, frame);
  }
}
