package io.auralis.streaming;

import io.auralis.audio.AudioChunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One format's share of a station: its encoder and a ring of what it made. Sleeps while nobody
 * listens to the format.
 *
 * <p>The render thread publishes; any thread may look through a {@link #window}.
 */
final class FormatStream {

  private static final System.Logger LOG = System.getLogger(FormatStream.class.getName());

  private final StreamFormat format;
  private final ChunkEncoder encoder;
  private final int capacity;
  private final int lingerChunks;
  private final AtomicInteger listeners = new AtomicInteger();
  private volatile long encoded;

  /** Render thread only. */
  private boolean awake;

  private boolean failing;
  private int chunksForNobody;

  /** Guarded by this. */
  private final Deque<EncodedChunk> ring = new ArrayDeque<>();

  /** Position behind the newest chunk; guarded by this. */
  private long end;

  FormatStream(StreamFormat format, ChunkEncoder encoder, DeliverySettings settings) {
    this.format = format;
    this.encoder = encoder;
    this.capacity = settings.historyChunks();
    this.lingerChunks = settings.lingerChunks();
  }

  void join() {
    listeners.incrementAndGet();
  }

  void leave() {
    listeners.decrementAndGet();
  }

  int listeners() {
    return listeners.get();
  }

  /** Chunks encoded, since the start. */
  long encoded() {
    return encoded;
  }

  /**
   * Encodes a chunk if somebody listens.
   *
   * @param history what came before it, for a first listener's burst
   */
  void publish(AudioChunk chunk, Iterable<AudioChunk> history) {
    chunksForNobody = listeners.get() > 0 ? 0 : chunksForNobody + 1;
    if (chunksForNobody > (awake ? lingerChunks : 0)) {
      sleep();
      return;
    }
    try {
      if (!awake) {
        encoder.reset();
        awake = true;
        for (AudioChunk earlier : history) {
          add(earlier);
        }
      }
      add(chunk);
      failing = false;
    } catch (RuntimeException e) {
      // The other formats go on; this one begins anew with the next chunk.
      if (!failing) {
        LOG.log(System.Logger.Level.ERROR, "A chunk could not be encoded as " + format, e);
      }
      failing = true;
      sleep();
    }
  }

  /** Forgets everything; what is published next follows a pause. */
  void sleep() {
    awake = false;
    synchronized (this) {
      ring.forEach(EncodedChunk::release);
      ring.clear();
    }
  }

  /** What there is now; the caller closes it. */
  synchronized ChunkWindow window() {
    return ring.isEmpty()
        ? ChunkWindow.EMPTY
        : new ChunkWindow(end - ring.size(), ring.toArray(new EncodedChunk[0]));
  }

  private void add(AudioChunk chunk) {
    EncodedChunk message = encoder.encode(chunk);
    encoded++;
    EncodedChunk oldest;
    synchronized (this) {
      ring.addLast(message);
      end++;
      oldest = ring.size() > capacity ? ring.removeFirst() : null;
    }
    if (oldest != null) {
      oldest.release();
    }
  }
}
