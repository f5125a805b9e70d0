package io.auralis.streaming;

import io.auralis.audio.AudioChunk;

/** Makes the message that carries a chunk. Called once per chunk, on the render thread. */
public interface ChunkEncoder {

  /** The message's text. */
  String encode(AudioChunk chunk);
}
