package io.auralis.streaming;

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

  /** Whether all that was written has left this process. */
  boolean idle();

  /** Writes a chunk; it is retained for as long as it is needed. */
  void write(EncodedChunk chunk);

  /** Writes a text message. */
  void write(String message);

  /** Sends what was written. */
  void flush();

  /** Runs a task on the connection's thread as soon as the connection is idle, or broken. */
  void whenIdle(Runnable task);

  /** Asks for a sign of life. */
  void ping();

  /** Ends the connection. */
  void close(DisconnectReason reason);
}
