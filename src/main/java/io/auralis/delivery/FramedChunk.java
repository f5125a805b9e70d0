package io.auralis.delivery;

/**
 * A chunk as one format's message: made once, shared by all listeners of the format, and counted,
 * because it may hold memory outside the heap.
 *
 * <p>Thread-safe. Each holder lets go of it once: by {@link #release}, or by giving it to {@link
 * Transport#write(FramedChunk)}. Its maker holds it first.
 */
public interface FramedChunk {

  /** Its length on the wire, about. */
  int bytes();

  /** Keeps it for one more holder. */
  void retain();

  /** Lets go of it; the last to do so frees it. */
  void release();
}
