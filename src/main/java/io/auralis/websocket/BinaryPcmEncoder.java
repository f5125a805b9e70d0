package io.auralis.websocket;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.EncodedChunk;

/** The {@code pcm} message: a header and interleaved int16. */
public final class BinaryPcmEncoder implements ChunkEncoder {

  @Override
  public EncodedChunk encode(AudioChunk chunk) {
    return AudioFrame.binary(
        chunk.index(),
        BinaryHeader.prepend(
            BinaryHeader.CODEC_PCM, AudioFormat.SAMPLE_RATE_HZ, chunk, chunk.pcm()));
  }
}
