package io.auralis.audio.codec;

import io.auralis.audio.AudioChunk;
import java.util.List;

/** The PCM of a chunk as its only packet: the same bytes, no copy. */
public final class PcmChunkEncoder implements ChunkEncoder {

  @Override
  public List<byte[]> encode(AudioChunk chunk) {
    return List.of(chunk.pcm());
  }
}
