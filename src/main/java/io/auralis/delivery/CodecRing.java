package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import io.auralis.limits.TaskGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A station's newest chunks as packets of one codec, for the listeners of all formats of the codec.
 * Sleeps, without an encoder, while nobody listens to one of them.
 *
 * <p>A chunk that the encoder rejects is tried once more, together with the next one, and then left
 * out: listeners find a gap of one index.
 *
 * <p>{@link PublishedChunks} lets one thread at a time publish and put the ring to sleep. Any
 * thread may join, leave and look through a {@link #window}.
 */
final class CodecRing {

  /** Only a listener that catches up wants a chunk that is older than any queue. */
  private static final int MESSAGES_KEPT = Listener.QUEUE_CHUNKS;

  private final Codec codec;
  private final SharedDelivery shared;
  private final DeliverySettings settings;
  private final Attendance attendance;
  private final TaskGuard guard;

  /** None while the ring sleeps; publishing thread. */
  private ChunkEncoder encoder;

  /** The newest chunk, if the encoder rejected it once; publishing thread. */
  private AudioChunk rejected;

  /** Publishing thread. */
  private int chunksForNobody;

  /** Position behind the newest chunk; publishing thread. */
  private long end;

  /** Guarded by this. */
  private int listeners;

  private volatile ChunkWindow window = ChunkWindow.EMPTY;

  CodecRing(Codec codec, SharedDelivery shared, DeliverySettings settings, Attendance attendance) {
    this.codec = codec;
    this.shared = shared;
    this.settings = settings;
    this.attendance = attendance;
    guard = shared.totals().encoding(codec);
  }

  /** From here on the ring stays until {@link #leave}. */
  synchronized void join() {
    listeners++;
  }

  synchronized void leave() {
    listeners--;
  }

  private synchronized int listeners() {
    return listeners;
  }

  /** What there is now. */
  ChunkWindow window() {
    return window;
  }

  /**
   * Encodes a chunk if somebody listens.
   *
   * @param history what came right before it, for a first listener's burst
   */
  void publish(AudioChunk chunk, Collection<AudioChunk> history) {
    chunksForNobody = listeners() > 0 ? 0 : chunksForNobody + 1;
    if (chunksForNobody > (encoder != null ? settings.lingerChunks() : 0) && sleepIfDeserted()) {
      return;
    }
    // All at once: a listener is placed by the end of the ring, not by how far this has come.
    List<AudioChunk> chunks = new ArrayList<>();
    if (encoder == null) {
      if (!wakeUp()) {
        return;
      }
      chunks.addAll(history);
    } else if (rejected != null) {
      chunks.add(rejected);
    }
    AudioChunk triedBefore = rejected;
    rejected = null;
    chunks.add(chunk);
    List<PacketChunk> packets = new ArrayList<>(chunks.size());
    for (AudioChunk each : chunks) {
      if (encode(each, packets)) {
        count(DeliveryCounts::countEncoded);
      } else if (each != triedBefore) {
        count(DeliveryCounts::countEncodeFailure);
        rejected = each == chunk ? chunk : null;
      }
    }
    add(packets);
  }

  /** Takes a chunk into a ring that is awake already; the history brings it to all others. */
  void recall(AudioChunk chunk) {
    if (encoder != null) {
      publish(chunk, List.of());
    }
  }

  /**
   * Forgets everything if nobody listens. A listener that joins meanwhile joins before or after.
   */
  synchronized boolean sleepIfDeserted() {
    if (listeners > 0) {
      return false;
    }
    sleep();
    return true;
  }

  /** Forgets everything: chunks, messages and the encoder; publishing thread. */
  synchronized void sleep() {
    encoder = null;
    rejected = null;
    ChunkWindow last = window;
    window = ChunkWindow.EMPTY;
    for (long position = last.first(); position < last.end(); position++) {
      last.get(position).retire();
    }
  }

  /** Makes an encoder; false if there is none to be had, and the next chunk is to try again. */
  private boolean wakeUp() {
    try {
      encoder = shared.formats().encoders().get(codec).get();
      return true;
    } catch (RuntimeException | Error e) {
      guard.failed(e);
      count(DeliveryCounts::countEncodeFailure);
      return false;
    }
  }

  /** Adds a chunk's packets; false if the encoder rejects the chunk. */
  private boolean encode(AudioChunk chunk, List<PacketChunk> packets) {
    long began = shared.nanoClock().getAsLong();
    try {
      List<byte[]> encoded = encoder.encode(chunk);
      long nanos = shared.nanoClock().getAsLong() - began;
      packets.add(new PacketChunk(chunk.index(), chunk.timestampMicros(), encoded, nanos));
      return true;
    } catch (RuntimeException | Error e) {
      guard.failed(e);
      // It may have stopped halfway.
      guard.run(encoder::reset);
      return false;
    }
  }

  /** Counts something for the formats of this codec that have listeners. */
  private void count(Consumer<DeliveryCounts> what) {
    for (StreamFormat format : shared.formats().offered()) {
      if (format.codec() == codec && attendance.present(format) > 0) {
        what.accept(shared.totals().counts(format));
      }
    }
  }

  private void add(List<PacketChunk> packets) {
    ChunkWindow before = window.isEmpty() ? new ChunkWindow(end, List.of()) : window;
    ChunkWindow after = before.plus(packets, settings.historyChunks());
    end = after.end();
    window = after;
    long keptBefore = before.end() - MESSAGES_KEPT;
    long keptNow = after.end() - MESSAGES_KEPT;
    for (long position = before.first(); position < before.end(); position++) {
      if (position < after.first()) {
        before.get(position).retire();
      } else if (position >= keptBefore && position < keptNow) {
        before.get(position).releaseMessages();
      }
    }
  }
}
