package io.auralis.delivery;

import java.util.concurrent.Executor;

/**
 * A listener's connection, whatever carries it.
 *
 * <p>Methods never block, and but for {@link #executor} are called on the connection's thread only.
 * They may throw {@link IllegalStateException} if the connection broke.
 */
public interface Transport {

  /** Runs tasks one after the other on the thread that the connection belongs to. */
  Executor executor();

  /** Whether all that was written has left this process, and more may be written. */
  boolean idle();

  /** Writes a chunk, and releases it when it was sent or cannot be. */
  void write(FramedChunk chunk);

  /** Writes a text message. */
  void write(String message);

  /** Sends what was written. */
  void flush();

  /**
   * Runs a task on the connection's thread once all that was written before has left this process,
   * or where {@link #idle} throws. Never at once while bytes wait, or the listener would ask again
   * and again; never at all on a connection that is being closed, whose end is told elsewhere.
   */
  void whenIdle(Runnable task);

  /** Asks for a sign of life. */
  void ping();

  /** Ends the connection. */
  void close(DisconnectReason reason);
}
