package io.auralis.streaming;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/**
 * One listener's place in the fan-out: a queue that drops the oldest of five chunks and counts it.
 *
 * <p>One send is in flight at a time, so a slow connection delays only its own queue. Messages
 * other than audio go first and have a bounded queue of their own. Thread-safe: the render thread
 * offers, connection threads complete sends.
 */
public final class Listener {

  /** Chunks that wait for a slow connection before the oldest is dropped. */
  public static final int QUEUE_CHUNKS = 5;

  /** Messages that wait before the oldest is dropped: answers to a client that does not read. */
  static final int QUEUE_MESSAGES = 32;

  private final Transport transport;
  private final Broadcaster broadcaster;
  private final Deque<EncodedChunk> chunks = new ArrayDeque<>(QUEUE_CHUNKS);
  private final Deque<String> messages = new ArrayDeque<>();
  private boolean sending;
  private boolean closed;
  private long dropped;

  Listener(Transport transport, Broadcaster broadcaster) {
    this.transport = transport;
    this.broadcaster = broadcaster;
  }

  /** Queues a message that is not audio. */
  public void tell(String message) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (messages.size() == QUEUE_MESSAGES) {
        messages.removeFirst();
      }
      messages.addLast(message);
    }
    drain();
  }

  void offer(EncodedChunk chunk) {
    boolean overflow = false;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (chunks.size() == QUEUE_CHUNKS) {
        chunks.removeFirst();
        dropped++;
        overflow = true;
      }
      chunks.addLast(chunk);
    }
    if (overflow) {
      broadcaster.countDropped();
    }
    drain();
  }

  /** Chunks dropped because the connection was slow. */
  public synchronized long dropped() {
    return dropped;
  }

  /** Forgets what is queued; nothing is sent from here on. True the first time. */
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    chunks.clear();
    messages.clear();
    return first;
  }

  Transport transport() {
    return transport;
  }

  private void drain() {
    // A loop, not recursion: a transport may complete at once, any number of times in a row.
    while (true) {
      String next;
      boolean audio;
      synchronized (this) {
        if (sending || closed || (messages.isEmpty() && chunks.isEmpty())) {
          return;
        }
        sending = true;
        audio = messages.isEmpty();
        next = audio ? chunks.removeFirst().text() : messages.removeFirst();
      }
      if (audio) {
        broadcaster.countSent();
      }
      CompletionStage<Void> completion;
      try {
        completion = transport.send(next);
      } catch (RuntimeException e) {
        broadcaster.fail(this);
        return;
      }
      if (!completedNow(completion)) {
        return;
      }
    }
  }

  /** Frees the connection if the send is over already; otherwise continues when it is. */
  private boolean completedNow(CompletionStage<Void> completion) {
    Completion result = new Completion();
    completion.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            broadcaster.fail(this);
            return;
          }
          synchronized (this) {
            sending = false;
          }
          if (!result.completeInline()) {
            drain();
          }
        });
    return result.returned();
  }

  /** Tells a completion during the call to send from one after it. */
  private static final class Completion {
    private boolean completed;
    private boolean returned;

    /** True if the caller of send has not looked yet and will go on by itself. */
    synchronized boolean completeInline() {
      completed = true;
      return !returned;
    }

    synchronized boolean returned() {
      returned = true;
      return completed;
    }
  }
}
