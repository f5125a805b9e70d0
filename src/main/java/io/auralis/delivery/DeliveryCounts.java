package io.auralis.delivery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of one format's chunks, of all stations of a kind, since the start; thread-safe. */
public final class DeliveryCounts {

  private final LongAdder encoded = new LongAdder();
  private final LongAdder encodeFailures = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = adders(DropReason.class);

  /** A counter for each value of an enumeration. */
  static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      adders.put(value, new LongAdder());
    }
    return Collections.unmodifiableMap(adders);
  }

  void countEncoded() {
    encoded.increment();
  }

  void countEncodeFailure() {
    encodeFailures.increment();
  }

  void countSent(long chunks, long sentBytes) {
    sent.add(chunks);
    bytes.add(sentBytes);
  }

  void countDropped(DropReason reason, long chunks) {
    dropped.get(reason).add(chunks);
  }

  /** Chunks encoded for this format's listeners, once for all of a station. */
  public long encoded() {
    return encoded.sum();
  }

  /** Chunks that the format's listeners could not have, because its codec or its framing failed. */
  public long encodeFailures() {
    return encodeFailures.sum();
  }

  /** Chunks handed to connections. */
  public long sent() {
    return sent.sum();
  }

  /** Bytes of the chunks handed to connections, about. */
  public long bytes() {
    return bytes.sum();
  }

  /** Chunks that listeners lost for this reason. */
  public long dropped(DropReason reason) {
    return dropped.get(reason).sum();
  }
}
