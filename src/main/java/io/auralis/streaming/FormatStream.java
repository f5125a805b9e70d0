package io.auralis.streaming;

import io.auralis.audio.AudioChunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One format's share of a station: its encoder and a ring of what it made. Sleeps while nobody
 * listens to the format.
 *
 * <p>The render thread publishes; any thread may look through a {@link #window}.
 */
final class FormatStream {

  private static final Logger LOG = Logger.getLogger(FormatStream.class.getName());

  private final StreamFormat format;
  private final ChunkEncoder encoder;
  private final int capacity;
  private final int lingerChunks;
  private final LongSupplier nanoClock;
  private final DeliveryObserver observer;
  private final DeliveryCounts counts = new DeliveryCounts();

  /** Render thread only. */
  private boolean awake;

  private boolean failing;
  private int chunksForNobody;

  /** Guarded by this. */
  private int listeners;

  /** Guarded by this. */
  private final Deque<EncodedChunk> ring = new ArrayDeque<>();

  /** Position behind the newest chunk; guarded by this. */
  private long end;

  FormatStream(
      StreamFormat format,
      ChunkEncoder encoder,
      DeliverySettings settings,
      LongSupplier nanoClock,
      DeliveryObserver observer) {
    this.format = format;
    this.encoder = encoder;
    this.nanoClock = nanoClock;
    this.observer = observer;
    this.capacity = settings.historyChunks();
    this.lingerChunks = settings.lingerChunks();
  }

  /** From here on the ring stays until {@link #leave}. */
  synchronized void join() {
    listeners++;
  }

  synchronized void leave() {
    listeners--;
  }

  synchronized int listeners() {
    return listeners;
  }

  /** What became of its chunks. */
  DeliveryCounts counts() {
    return counts;
  }

  /**
   * Encodes a chunk if somebody listens.
   *
   * @param position the chunk's place among all that the station ever published
   * @param history what came right before it, for a first listener's burst
   */
  void publish(AudioChunk chunk, long position, Collection<AudioChunk> history) {
    chunksForNobody = listeners() > 0 ? 0 : chunksForNobody + 1;
    if (chunksForNobody > (awake ? lingerChunks : 0) && sleepIfDeserted()) {
      return;
    }
    try {
      if (!awake) {
        encoder.reset();
        awake = true;
        // All at once: a listener is placed by the end of the ring, not by how far this has come.
        List<AudioChunk> chunks = new ArrayList<>(history);
        chunks.add(chunk);
        add(encode(chunks), position);
      } else {
        add(encode(List.of(chunk)), position);
      }
      failing = false;
    } catch (RuntimeException e) {
      // The other formats go on; this one begins anew with the next chunk.
      counts.countEncodeFailure();
      if (!failing) {
        LOG.log(Level.SEVERE, "A chunk could not be encoded as " + format, e);
      }
      failing = true;
      sleep();
    }
  }

  /** Takes a chunk into a ring that is awake already; the history brings it to all others. */
  void recall(AudioChunk chunk, long position) {
    if (awake) {
      publish(chunk, position, List.of());
    }
  }

  /** Forgets everything if nobody listens; who joins meanwhile joins before or after. */
  synchronized boolean sleepIfDeserted() {
    if (listeners > 0) {
      return false;
    }
    sleep();
    return true;
  }

  private synchronized void sleep() {
    awake = false;
    ring.forEach(EncodedChunk::release);
    ring.clear();
  }

  /** What there is now; the caller closes it. */
  synchronized ChunkWindow window() {
    return ring.isEmpty()
        ? ChunkWindow.EMPTY
        : new ChunkWindow(end - ring.size(), ring.toArray(new EncodedChunk[0]));
  }

  private List<EncodedChunk> encode(List<AudioChunk> chunks) {
    List<EncodedChunk> messages = new ArrayList<>(chunks.size());
    try {
      for (AudioChunk chunk : chunks) {
        long began = nanoClock.getAsLong();
        messages.add(encoder.encode(chunk));
        observer.encoded(format, nanoClock.getAsLong() - began);
        counts.countEncoded();
      }
      return messages;
    } catch (RuntimeException e) {
      messages.forEach(EncodedChunk::release);
      throw e;
    }
  }

  /**
   * Adds messages to the ring.
   *
   * @param position of the last of them
   */
  private void add(List<EncodedChunk> messages, long position) {
    List<EncodedChunk> tooOld = new ArrayList<>(1);
    synchronized (this) {
      ring.addAll(messages);
      end = position + 1;
      while (ring.size() > capacity) {
        tooOld.add(ring.removeFirst());
      }
    }
    tooOld.forEach(EncodedChunk::release);
  }
}
