package io.auralis.delivery;

import java.util.OptionalLong;

/**
 * The newest chunks of a format, held while somebody reads them. Immutable.
 *
 * <p>Positions count what the format's encoder made, from 0 and without gaps; an index may jump
 * where the station slept or the encoder rejected a chunk.
 */
final class ChunkWindow implements AutoCloseable {

  static final ChunkWindow EMPTY = new ChunkWindow(0, new EncodedChunk[0]);

  /**
   * How many chunks a listener may be ahead that comes from an instance in step whose clock is
   * fast. It waits until this instance gets there.
   */
  private static final int MOST_AHEAD = Listener.QUEUE_CHUNKS;

  private final long first;
  private final EncodedChunk[] chunks;

  /** Retains the chunks until it is closed. */
  ChunkWindow(long first, EncodedChunk[] chunks) {
    this.first = first;
    this.chunks = chunks;
    for (EncodedChunk chunk : chunks) {
      chunk.retain();
    }
  }

  boolean isEmpty() {
    return chunks.length == 0;
  }

  /** Position of the oldest chunk. */
  long first() {
    return first;
  }

  /** Position behind the newest chunk. */
  long end() {
    return first + chunks.length;
  }

  EncodedChunk get(long position) {
    return chunks[(int) (position - first)];
  }

  /**
   * Where a listener continues that wants this chunk next, if it is here or about to come. Where an
   * index is left out, the next one follows.
   */
  OptionalLong positionOf(long index) {
    if (isEmpty() || index < chunks[0].index()) {
      return OptionalLong.empty();
    }
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i].index() >= index) {
        return OptionalLong.of(first + i);
      }
    }
    long ahead = index - chunks[chunks.length - 1].index() - 1;
    return ahead >= 0 && ahead < MOST_AHEAD ? OptionalLong.of(end() + ahead) : OptionalLong.empty();
  }

  @Override
  public void close() {
    for (EncodedChunk chunk : chunks) {
      chunk.release();
    }
  }
}
