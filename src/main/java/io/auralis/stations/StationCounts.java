package io.auralis.stations;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of personal stations since the start. Thread-safe. */
public final class StationCounts {

  private final LongAdder made = new LongAdder();
  private final Map<StationEnd, LongAdder> ended = adders(StationEnd.class);
  private final Map<StationRefusal, LongAdder> refused = adders(StationRefusal.class);

  void countMade() {
    made.increment();
  }

  void countEnded(StationEnd reason) {
    ended.get(reason).increment();
  }

  void countRefused(StationRefusal reason) {
    refused.get(reason).increment();
  }

  /** Stations made. */
  public long made() {
    return made.sum();
  }

  /** Stations that ended for this reason. */
  public long ended(StationEnd reason) {
    return ended.get(reason).sum();
  }

  /** Stations that were asked for and not made for this reason. */
  public long refused(StationRefusal reason) {
    return refused.get(reason).sum();
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      adders.put(value, new LongAdder());
    }
    return Collections.unmodifiableMap(adders);
  }
}
