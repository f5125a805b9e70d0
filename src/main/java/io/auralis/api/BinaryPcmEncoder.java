package io.auralis.api;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.streaming.ChunkEncoder;
import io.auralis.streaming.EncodedChunk;

/** The {@code pcm} message: a header and interleaved int16. */
final class BinaryPcmEncoder implements ChunkEncoder {

  @Override
  public EncodedChunk encode(AudioChunk chunk) {
    return AudioFrame.binary(
        chunk.index(),
        BinaryHeader.prepend(
            BinaryHeader.CODEC_PCM, AudioFormat.SAMPLE_RATE_HZ, chunk, chunk.pcm()));
  }
}
