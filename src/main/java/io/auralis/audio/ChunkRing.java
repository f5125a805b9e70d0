package io.auralis.audio;

import java.util.Arrays;

/**
 * The newest chunks of a stream by index: the rendered lead and a little history.
 *
 * <p>Overwrites the oldest chunk when full. Not thread-safe.
 */
public final class ChunkRing {

  private final AudioChunk[] chunks;

  /** Keeps the newest {@code capacity} chunks. */
  public ChunkRing(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    chunks = new AudioChunk[capacity];
  }

  public void put(AudioChunk chunk) {
    chunks[slot(chunk.index())] = chunk;
  }

  /** The chunk with this index, or null if it was overwritten or never there. */
  public AudioChunk get(long index) {
    AudioChunk chunk = chunks[slot(index)];
    return chunk != null && chunk.index() == index ? chunk : null;
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(chunks, null);
  }

  private int slot(long index) {
    return (int) (index % chunks.length);
  }
}
