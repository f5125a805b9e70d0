package io.auralis.audio.codec;

import io.auralis.audio.AudioChunk;
import java.util.List;

/**
 * Makes the chunks of one station into packets of one codec, without any framing.
 *
 * <p>Chunks come in order. Not thread-safe: one thread at a time, and each finds what the one
 * before it wrote.
 */
public interface ChunkEncoder {

  /**
   * Encodes the next chunk.
   *
   * @return its packets in order; nobody changes their bytes until the chunk is retired. A packet
   *     may be the chunk's own bytes, which the station's ring writes over later
   */
  List<byte[]> encode(AudioChunk chunk);

  /** Forgets what came before: the next chunk does not follow the last one. */
  default void reset() {}
}
