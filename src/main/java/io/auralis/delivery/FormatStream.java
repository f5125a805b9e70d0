package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.limits.TaskGuard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One format's share of a station: its encoder and a ring of what it made. Sleeps while nobody
 * listens to the format.
 *
 * <p>A chunk that the encoder rejects is tried once more, together with the next one, and then left
 * out: listeners find a gap of one index.
 *
 * <p>The render thread publishes; any thread may look through a {@link #window}.
 */
final class FormatStream {

  private final StreamFormat format;
  private final ChunkEncoder encoder;
  private final int capacity;
  private final int lingerChunks;
  private final LongSupplier nanoClock;
  private final DeliveryObserver observer;
  private final DeliveryCounts counts = new DeliveryCounts();
  private final TaskGuard guard;

  /** Render thread only. */
  private boolean awake;

  /** The newest chunk, if the encoder rejected it once; render thread only. */
  private AudioChunk rejected;

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
    guard = new TaskGuard("Encoding a chunk as " + format, nanoClock);
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
   * @param history what came right before it, for a first listener's burst
   */
  void publish(AudioChunk chunk, Collection<AudioChunk> history) {
    chunksForNobody = listeners() > 0 ? 0 : chunksForNobody + 1;
    if (chunksForNobody > (awake ? lingerChunks : 0) && sleepIfDeserted()) {
      return;
    }
    // All at once: a listener is placed by the end of the ring, not by how far this has come.
    List<AudioChunk> chunks = new ArrayList<>();
    if (!awake) {
      guard.run(encoder::reset);
      awake = true;
      chunks.addAll(history);
    } else if (rejected != null) {
      chunks.add(rejected);
    }
    AudioChunk triedBefore = rejected;
    rejected = null;
    chunks.add(chunk);
    List<EncodedChunk> messages = new ArrayList<>(chunks.size());
    for (AudioChunk each : chunks) {
      if (encode(each, messages)) {
        counts.countEncoded();
      } else if (each != triedBefore) {
        counts.countEncodeFailure();
        rejected = each == chunk ? chunk : null;
      }
    }
    add(messages);
  }

  /** Takes a chunk into a ring that is awake already; the history brings it to all others. */
  void recall(AudioChunk chunk) {
    if (awake) {
      publish(chunk, List.of());
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
    rejected = null;
    ring.forEach(EncodedChunk::release);
    ring.clear();
  }

  /** What there is now; the caller closes it. */
  synchronized ChunkWindow window() {
    return ring.isEmpty()
        ? ChunkWindow.EMPTY
        : new ChunkWindow(end - ring.size(), ring.toArray(new EncodedChunk[0]));
  }

  /** Adds a chunk's message; false if the encoder rejects the chunk. */
  private boolean encode(AudioChunk chunk, List<EncodedChunk> messages) {
    long began = nanoClock.getAsLong();
    try {
      messages.add(encoder.encode(chunk));
    } catch (RuntimeException | Error e) {
      guard.failed(e);
      // It may have stopped halfway.
      guard.run(encoder::reset);
      return false;
    }
    guard.run(() -> observer.encoded(format, nanoClock.getAsLong() - began));
    return true;
  }

  /** Adds messages to the ring. */
  private void add(List<EncodedChunk> messages) {
    List<EncodedChunk> tooOld = new ArrayList<>(1);
    synchronized (this) {
      ring.addAll(messages);
      end += messages.size();
      while (ring.size() > capacity) {
        tooOld.add(ring.removeFirst());
      }
    }
    tooOld.forEach(EncodedChunk::release);
  }
}
