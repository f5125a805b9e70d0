package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.codec.Codec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a station published lately: the chunks as they are, and a ring for each codec.
 *
 * <p>Any thread; a lock of its own has one chunk follow the other.
 */
final class PublishedChunks {

  private final SharedDelivery shared;
  private final DeliverySettings settings;
  private final Attendance attendance;
  private final Map<Codec, CodecRing> rings = new EnumMap<>(Codec.class);
  private volatile OptionalLong lastNanos = OptionalLong.empty();

  /** The newest chunks, for the first listener of a codec; guarded by this. */
  private final Deque<AudioChunk> history = new ArrayDeque<>(1);

  /** Guarded by this. */
  private int chunksForNobody;

  /** Guarded by this. */
  private boolean ended;

  PublishedChunks(SharedDelivery shared, DeliverySettings settings, Attendance attendance) {
    this.shared = shared;
    this.settings = settings;
    this.attendance = attendance;
    for (StreamFormat format : shared.formats().offered()) {
      rings.computeIfAbsent(
          format.codec(), codec -> new CodecRing(codec, shared, settings, attendance));
    }
  }

  CodecRing ring(StreamFormat format) {
    return rings.get(format.codec());
  }

  /** Takes a chunk from before what is added, for listeners that come. */
  synchronized void recall(AudioChunk chunk) {
    if (!ended) {
      rings.values().forEach(ring -> ring.recall(chunk));
      remember(chunk);
    }
  }

  /** Encodes a chunk once per codec that is listened to. */
  synchronized void add(AudioChunk chunk) {
    if (!ended) {
      chunksForNobody = attendance.present() > 0 ? 0 : chunksForNobody + 1;
      rings.values().forEach(ring -> ring.publish(chunk, history));
      remember(chunk);
    }
  }

  private void remember(AudioChunk chunk) {
    lastNanos = OptionalLong.of(shared.nanoClock().getAsLong());
    if (history.size() == settings.historyChunks()) {
      history.removeFirst();
    }
    history.addLast(chunk);
  }

  /** Forgets all if nobody listens, nor did lately; whether nobody listens. */
  synchronized boolean pauseIfDeserted() {
    boolean lingers = !history.isEmpty() && chunksForNobody < settings.lingerChunks();
    if (attendance.present() > 0 || lingers) {
      return false;
    }
    history.clear();
    rings.values().forEach(CodecRing::sleepIfDeserted);
    return true;
  }

  /** Forgets all for good. */
  synchronized void end() {
    ended = true;
    history.clear();
    rings.values().forEach(CodecRing::sleep);
  }

  /** Time since a chunk came; nothing before the first. */
  Optional<Duration> sinceLast() {
    OptionalLong last = lastNanos;
    return last.isPresent()
        ? Optional.of(Duration.ofNanos(shared.nanoClock().getAsLong() - last.getAsLong()))
        : Optional.empty();
  }
}
