package io.auralis.streaming;

import io.auralis.audio.AudioChunk;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Fans a station's chunks out to its listeners, each behind its own bounded queue.
 *
 * <p>A new listener gets a burst of the newest chunks at once, then every chunk that is published.
 * Joining and publishing exclude each other, so no chunk is missed or doubled between the two.
 *
 * <p>Thread-safe: the render thread publishes, connection threads join and leave. No method blocks
 * on a connection.
 */
public final class Broadcaster {

  /** Chunks that a new listener gets at once; below the queue's size, or the burst would drop. */
  public static final int BURST_CHUNKS = Listener.QUEUE_CHUNKS - 1;

  private final ChunkEncoder encoder;
  private final int maxListeners;
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final Deque<EncodedChunk> burst = new ArrayDeque<>(BURST_CHUNKS);
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<DisconnectReason, LongAdder> disconnects;
  private boolean closed;

  /** A fan-out that admits at most {@code maxListeners} at a time. */
  public Broadcaster(ChunkEncoder encoder, int maxListeners) {
    this.encoder = encoder;
    this.maxListeners = maxListeners;
    Map<DisconnectReason, LongAdder> counters = new EnumMap<>(DisconnectReason.class);
    for (DisconnectReason reason : DisconnectReason.values()) {
      counters.put(reason, new LongAdder());
    }
    disconnects = Collections.unmodifiableMap(counters);
  }

  /**
   * Adds a listener and hands it the burst.
   *
   * @return the listener, or nothing if there are as many as allowed or the server is going away
   */
  public Optional<Listener> join(Transport transport) {
    Listener listener = new Listener(transport, this);
    synchronized (this) {
      if (closed || listeners.size() >= maxListeners) {
        refused.increment();
        return Optional.empty();
      }
      listeners.add(listener);
      burst.forEach(listener::offer);
    }
    return Optional.of(listener);
  }

  /** Removes a listener; doing so again does nothing. */
  public void leave(Listener listener, DisconnectReason reason) {
    if (listener.close()) {
      synchronized (this) {
        listeners.remove(listener);
      }
      disconnects.get(reason).increment();
    }
  }

  /** Encodes a chunk once and queues it for everybody. */
  public void publish(AudioChunk chunk) {
    EncodedChunk encoded = new EncodedChunk(chunk.index(), encoder.encode(chunk));
    List<Listener> present;
    synchronized (this) {
      if (burst.size() == BURST_CHUNKS) {
        burst.removeFirst();
      }
      burst.addLast(encoded);
      present = snapshot();
    }
    // Outside the lock: a connection that fails at once leaves the set that would be iterated.
    present.forEach(listener -> listener.offer(encoded));
  }

  /** Queues a message for everybody. */
  public void announce(String message) {
    for (Listener listener : snapshot()) {
      listener.tell(message);
    }
  }

  /**
   * Forgets the burst if nobody listens: what is published next follows a pause.
   *
   * @return whether nobody listens
   */
  public synchronized boolean pauseIfDeserted() {
    if (!listeners.isEmpty()) {
      return false;
    }
    burst.clear();
    return true;
  }

  /** Ends all connections and admits nobody from here on. */
  public void shutdown() {
    synchronized (this) {
      closed = true;
    }
    for (Listener listener : snapshot()) {
      leave(listener, DisconnectReason.SHUTDOWN);
      listener.transport().close(DisconnectReason.SHUTDOWN);
    }
  }

  public synchronized int listeners() {
    return listeners.size();
  }

  /** Whether the connections were ended for good. */
  public synchronized boolean isShutDown() {
    return closed;
  }

  /** Whether one more listener would be admitted. */
  public synchronized boolean admits() {
    return !closed && listeners.size() < maxListeners;
  }

  public int maxListeners() {
    return maxListeners;
  }

  /** Chunks handed to connections, since the start. */
  public long chunksSent() {
    return sent.sum();
  }

  /** Chunks dropped from full queues, since the start. */
  public long chunksDropped() {
    return dropped.sum();
  }

  /** Listeners turned away, since the start. */
  public long refused() {
    return refused.sum();
  }

  /** Connections that ended for this reason, since the start. */
  public long disconnects(DisconnectReason reason) {
    return disconnects.get(reason).sum();
  }

  void countSent() {
    sent.increment();
  }

  void countDropped() {
    dropped.increment();
  }

  void fail(Listener listener) {
    leave(listener, DisconnectReason.SEND_FAILED);
    listener.transport().close(DisconnectReason.SEND_FAILED);
  }

  private synchronized List<Listener> snapshot() {
    return List.copyOf(listeners);
  }
}
