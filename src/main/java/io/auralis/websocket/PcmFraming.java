package io.auralis.websocket;

import io.auralis.audio.AudioFormat;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Framing;
import io.auralis.delivery.PacketChunk;
import io.netty.buffer.ByteBuf;

/** The {@code pcm} message: a header and interleaved int16. */
public final class PcmFraming implements Framing {

  @Override
  public FramedChunk frame(PacketChunk chunk) {
    byte[] pcm = chunk.packets().get(0);
    int bytes = BinaryHeader.BYTES + pcm.length;
    ByteBuf frame =
        BinaryHeader.begin(BinaryHeader.CODEC_PCM, AudioFormat.SAMPLE_RATE_HZ, chunk, bytes);
    return new AudioFrame(false, bytes, frame.writeBytes(pcm));
  }
}
