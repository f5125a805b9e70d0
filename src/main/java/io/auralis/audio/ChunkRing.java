package io.auralis.audio;

import java.util.Arrays;

/**
 * The newest chunks of a stream by index: the rendered lead and a little history.
 *
 * <p>Owns the bytes of its chunks and writes a new chunk over the oldest: some hundred stations
 * would otherwise make 70 MB of garbage a second that has lived too long to be cheap. Whoever reads
 * a chunk must be done before the ring comes round. Not thread-safe.
 */
public final class ChunkRing {

  private final AudioChunk[] chunks;

  /** Made when they are first needed. */
  private final byte[][] bytes;

  /** Slot of the newest chunk. */
  private int newest;

  /** Keeps the newest {@code capacity} chunks. */
  public ChunkRing(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    chunks = new AudioChunk[capacity];
    bytes = new byte[capacity][];
  }

  /**
   * Adds a block as a chunk without a time. The oldest chunk is gone then, and so are its bytes.
   *
   * @param index of the chunk
   * @param block which block of {@code audio}
   */
  public void put(long index, AudioBlock audio, int block) {
    // One slot after the other, wherever the index jumps to: always the oldest goes.
    int slot = (newest + 1) % chunks.length;
    if (bytes[slot] == null) {
      bytes[slot] = new byte[AudioFormat.CHUNK_BYTES];
    }
    PcmEncoder.encode(audio, block, bytes[slot]);
    chunks[slot] = new AudioChunk(index, 0, bytes[slot]);
    // Last: what throws before leaves the others where they are found.
    newest = slot;
  }

  /** The chunk with this index, or null if it was overwritten or never there. */
  public AudioChunk get(long index) {
    AudioChunk last = chunks[newest];
    if (last == null || index > last.index() || index <= last.index() - chunks.length) {
      return null;
    }
    int behind = (int) (last.index() - index);
    AudioChunk chunk = chunks[Math.floorMod(newest - behind, chunks.length)];
    return chunk != null && chunk.index() == index ? chunk : null;
  }

  /**
   * Forgets everything, and lets go of the bytes: chunks that were taken before stay as they are.
   */
  public void clear() {
    Arrays.fill(chunks, null);
    Arrays.fill(bytes, null);
  }
}
