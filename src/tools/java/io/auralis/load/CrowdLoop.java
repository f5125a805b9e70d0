package io.auralis.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The one thread's loop over all connections of a crowd. */
final class CrowdLoop {

  private static final int READ_BYTES = 1 << 20;
  private static final long STEP_MILLIS = 10;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final LoadOptions options;
  private final Selector selector;

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
      selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isValid()) {
          ((LoadListener) key.attachment()).ready(buffer, System.currentTimeMillis());
        }
      }
      selector.selectedKeys().clear();
    }
  }

  /** Reads the server's figures while the crowd goes on listening. */
  ServerMetrics metrics() throws IOException {
    CompletableFuture<ServerMetrics> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return ServerMetrics.read(options);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (!answer.isDone()) {
      poll(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
    }
    return answer.join();
  }

  /** Everybody leaves. */
  void hangUp() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      ((LoadListener) key.attachment()).leave(false);
    }
  }
}
