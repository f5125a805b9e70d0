package io.auralis.websocket;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.EncodedChunk;

/** The {@code opus} message: a header and five packets behind their lengths. */
public final class BinaryOpusEncoder implements ChunkEncoder {

  private final OpusChunkEncoder encoder;

  public BinaryOpusEncoder(int bitsPerSecond) {
    encoder = new OpusChunkEncoder(bitsPerSecond);
  }

  @Override
  public EncodedChunk encode(AudioChunk chunk) {
    return AudioFrame.binary(
        chunk.index(),
        BinaryHeader.prepend(
            BinaryHeader.CODEC_OPUS,
            OpusChunkEncoder.SAMPLE_RATE_HZ,
            chunk,
            encoder.encode(chunk)));
  }

  @Override
  public void reset() {
    encoder.reset();
  }
}
