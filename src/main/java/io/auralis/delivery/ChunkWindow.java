package io.auralis.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The newest chunks of a codec. Immutable but for the messages that its chunks keep; any thread.
 *
 * <p>Positions count what the encoder made, from 0 and without gaps; an index may jump where the
 * station slept or the encoder rejected a chunk.
 */
final class ChunkWindow {

  static final ChunkWindow EMPTY = new ChunkWindow(0, List.of());

  /**
   * How many chunks a listener may be ahead that comes from an instance in step whose clock is
   * fast. It waits until this instance gets there.
   */
  private static final int MOST_AHEAD = Listener.QUEUE_CHUNKS;

  private final long first;
  private final PacketChunk[] chunks;

  /** Chunks from a position on. */
  ChunkWindow(long first, Collection<PacketChunk> chunks) {
    this.first = first;
    this.chunks = chunks.toArray(new PacketChunk[0]);
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

  PacketChunk get(long position) {
    return chunks[(int) (position - first)];
  }

  /**
   * What there is after more chunks came.
   *
   * @param capacity chunks at most; the oldest are left out
   */
  ChunkWindow plus(List<PacketChunk> more, int capacity) {
    List<PacketChunk> all = new ArrayList<>(chunks.length + more.size());
    all.addAll(Arrays.asList(chunks));
    all.addAll(more);
    int tooMany = Math.max(0, all.size() - capacity);
    return new ChunkWindow(first + tooMany, all.subList(tooMany, all.size()));
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
}
