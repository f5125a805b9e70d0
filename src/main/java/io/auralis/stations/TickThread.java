package io.auralis.stations;

/**
 * Where a render group ticks. Any thread may call the methods; none waits for a tick but {@link
 * #close}.
 */
interface TickThread extends AutoCloseable {

  /** Starts ticking, behind all that was given to {@link #execute} before. */
  void start();

  /** Ticks at once, behind all that was given to {@link #execute} before. */
  void tickNow();

  /** Has a task run between two ticks, whatever it throws. A thread that ended takes none. */
  void execute(Runnable task);

  /** Stops the thread; a tick under way ends first. */
  @Override
  void close();
}
