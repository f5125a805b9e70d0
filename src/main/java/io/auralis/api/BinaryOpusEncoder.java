package io.auralis.api;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.streaming.ChunkEncoder;
import io.auralis.streaming.EncodedChunk;

/** The {@code opus} message: a header and five packets behind their lengths. */
final class BinaryOpusEncoder implements ChunkEncoder {

  private final OpusChunkEncoder encoder;

  BinaryOpusEncoder(int bitsPerSecond) {
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
