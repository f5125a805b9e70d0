package io.auralis.delivery;

/**
 * A chunk as one format's message: made once, shared by all listeners of the format, and counted,
 * because it may hold memory outside the heap.
 *
 * <p>Thread-safe. Whoever made it, or called {@link #retain}, calls {@link #release} once.
 */
public interface EncodedChunk {

  /** The chunk's index. */
  long index();

  /** Its length on the wire, about. */
  int bytes();

  /** Keeps it for one more user. */
  void retain();

  /** Lets go of it; the last to do so frees it. */
  void release();
}
