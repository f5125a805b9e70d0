package io.auralis.streaming;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that keeps what is sent; it takes all at once, or one message when told. */
public final class RecordingTransport implements Transport {

  private final boolean immediate;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<DisconnectReason> closed = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> inFlight = new CompletableFuture<>();

  private RecordingTransport(boolean immediate) {
    this.immediate = immediate;
  }

  /** Takes every message at once. */
  public static RecordingTransport fast() {
    return new RecordingTransport(true);
  }

  /** Takes a message, then nothing until {@link #complete}. */
  public static RecordingTransport slow() {
    return new RecordingTransport(false);
  }

  @Override
  public CompletionStage<Void> send(String message) {
    sent.add(message);
    if (immediate) {
      return CompletableFuture.completedFuture(null);
    }
    inFlight = new CompletableFuture<>();
    return inFlight;
  }

  @Override
  public void close(DisconnectReason reason) {
    closed.add(reason);
  }

  /** Completes the send in flight. */
  public void complete() {
    inFlight.complete(null);
  }

  /** Breaks the connection. */
  public void fail() {
    inFlight.completeExceptionally(new IllegalStateException("broken pipe"));
  }

  public List<String> sent() {
    return sent;
  }

  public List<DisconnectReason> closed() {
    return closed;
  }
}
