package io.auralis.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The one thread's loop over all connections of a crowd. */
final class CrowdLoop {

  private static final int READ_BYTES = 1 << 20;
  private static final long STEP_MILLIS = 10;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final LoadOptions options;
  private final Selector selector;

  /** A piece of work of the loop's thread. */
  interface Step {
    void run() throws IOException;
  }

  CrowdLoop(LoadOptions options) throws IOException {
    this.options = options;
    selector = Selector.open();
  }

  Selector selector() {
    return selector;
  }

  /** Lets everybody read for a while. */
  void poll(long nanos) throws IOException {
    long until = System.nanoTime() + nanos;
    long left;
    while ((left = until - System.nanoTime()) > 0) {
      selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid()) {
      ((LoadListener) key.attachment()).ready(buffer, System.currentTimeMillis());
    }
  }

  /** Listeners that are connected and have heard nothing since that moment. */
  long silentSince(long wallMillis) {
    return selector.keys().stream()
        .filter(key -> ((LoadListener) key.attachment()).silentSince(wallMillis))
        .count();
  }

  /** Reads the server's figures while the crowd goes on listening. */
  ServerMetrics metrics() throws IOException {
    return meanwhile(() -> ServerMetrics.read(options));
  }

  /** Does something that takes its time while the crowd goes on listening. */
  <T> T meanwhile(Callable<T> task) throws IOException {
    return meanwhile(task, () -> {});
  }

  /** The same, with something that this thread does at every step until the task is done. */
  <T> T meanwhile(Callable<T> task, Step step) throws IOException {
    FutureTask<T> answer = new FutureTask<>(task);
    Thread thread = new Thread(answer, "meanwhile");
    thread.setDaemon(true);
    thread.start();
    while (!answer.isDone()) {
      step.run();
      poll(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Everybody leaves. */
  void hangUp() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      ((LoadListener) key.attachment()).leave(Ending.END_OF_STREAM);
    }
  }

  /** Ends; nobody may be connected any more. */
  void close() throws IOException {
    selector.close();
  }
}
