package io.auralis.delivery;

import io.auralis.audio.AudioChunk;

/**
 * Makes one format's messages. Called once per chunk, in order, on the render thread, and only
 * while somebody listens to the format.
 */
public interface ChunkEncoder {

  /** The message that carries a chunk; the caller releases it. */
  EncodedChunk encode(AudioChunk chunk);

  /** Forgets what came before: the next chunk does not follow the last one. */
  default void reset() {}
}
