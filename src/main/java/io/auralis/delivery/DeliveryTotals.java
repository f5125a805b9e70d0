package io.auralis.delivery;

import io.auralis.audio.codec.Codec;
import io.auralis.limits.TaskGuard;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What was delivered by all stations of one kind, since the start of the process; thread-safe. What
 * a station added stays when the station ends; its listeners go with it.
 */
public final class DeliveryTotals {

  private final Map<StreamFormat, DeliveryCounts> counts = new EnumMap<>(StreamFormat.class);
  private final Map<StreamFormat, LongAdder> listeners = DeliveryCounts.adders(StreamFormat.class);
  private final Map<RefusalReason, LongAdder> refused = DeliveryCounts.adders(RefusalReason.class);
  private final Map<DisconnectReason, LongAdder> left =
      DeliveryCounts.adders(DisconnectReason.class);
  private final TaskGuard guard;
  private final Map<Codec, TaskGuard> encodings = new EnumMap<>(Codec.class);

  /**
   * Nothing yet.
   *
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public DeliveryTotals(LongSupplier nanoClock) {
    guard = new TaskGuard("Delivery to a listener", nanoClock);
    for (StreamFormat format : StreamFormat.values()) {
      counts.put(format, new DeliveryCounts());
    }
    for (Codec codec : Codec.values()) {
      encodings.put(codec, new TaskGuard("Encoding a chunk as " + codec, nanoClock));
    }
  }

  /** What became of a format's chunks. */
  public DeliveryCounts counts(StreamFormat format) {
    return counts.get(format);
  }

  /** Listeners now. */
  public int listeners() {
    return listeners.values().stream().mapToInt(LongAdder::intValue).sum();
  }

  /** Listeners of a format now. */
  public int listeners(StreamFormat format) {
    return listeners.get(format).intValue();
  }

  /** Counts a listener that was turned away. */
  public void refuse(RefusalReason reason) {
    refused.get(reason).increment();
  }

  /** Listeners turned away for this reason. */
  public long refused(RefusalReason reason) {
    return refused.get(reason).sum();
  }

  /** Connections that ended for this reason. */
  public long left(DisconnectReason reason) {
    return left.get(reason).sum();
  }

  /** Tasks on connections' threads that threw. */
  public long taskFailures() {
    return guard.failures();
  }

  void joined(StreamFormat format) {
    listeners.get(format).increment();
  }

  void left(StreamFormat format, DisconnectReason reason) {
    listeners.get(format).decrement();
    left.get(reason).increment();
  }

  TaskGuard guard() {
    return guard;
  }

  TaskGuard encoding(Codec codec) {
    return encodings.get(codec);
  }
}
