package io.auralis.delivery;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A chunk as the packets of one codec, and the messages that carry them: one for each format, made
 * when the first listener of the format takes the chunk.
 *
 * <p>Thread-safe. Packets do not change until {@link #retire}. Messages are kept until {@link
 * #releaseMessages}.
 */
public final class PacketChunk {

  private final long index;
  private final long timestampMicros;
  private final List<byte[]> packets;
  private final long encodeNanos;

  /** Guarded by this. */
  private final Map<StreamFormat, FramedChunk> messages = new EnumMap<>(StreamFormat.class);

  /** Guarded by this. */
  private boolean retired;

  /**
   * A chunk of packets.
   *
   * @param index position in the station's stream
   * @param timestampMicros wall time of the first frame in microseconds since 1970-01-01T00:00Z
   * @param packets what the codec made, in order; nobody changes their bytes before the chunk is
   *     retired
   * @param encodeNanos how long the codec took
   */
  public PacketChunk(long index, long timestampMicros, List<byte[]> packets, long encodeNanos) {
    this.index = index;
    this.timestampMicros = timestampMicros;
    this.packets = List.copyOf(packets);
    this.encodeNanos = encodeNanos;
  }

  /** Position in the station's stream. */
  public long index() {
    return index;
  }

  /** Wall time of the first frame in microseconds since 1970-01-01T00:00Z. */
  public long timestampMicros() {
    return timestampMicros;
  }

  /** What the codec made, in order; not to be changed, nor read once the chunk is retired. */
  public List<byte[]> packets() {
    return packets;
  }

  long encodeNanos() {
    return encodeNanos;
  }

  /**
   * The message of a format; the caller holds it.
   *
   * @param framing makes the message if there is none
   * @return null once the chunk is retired: its packets may have been written over
   */
  synchronized FramedChunk message(
      StreamFormat format, Function<PacketChunk, FramedChunk> framing) {
    if (retired) {
      return null;
    }
    FramedChunk message = messages.get(format);
    if (message == null) {
      message = framing.apply(this);
      messages.put(format, message);
    }
    message.retain();
    return message;
  }

  /** Lets go of the messages. One that is wanted all the same is made again, and kept again. */
  synchronized void releaseMessages() {
    messages.values().forEach(FramedChunk::release);
    messages.clear();
  }

  /** Lets go of messages and packets for good: a reader that still comes finds nothing. */
  synchronized void retire() {
    retired = true;
    releaseMessages();
  }
}
