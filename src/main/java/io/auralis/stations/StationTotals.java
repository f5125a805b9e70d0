package io.auralis.stations;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What all stations of each kind have done, those included that ended. Thread-safe.
 *
 * <p>One walk over the stations serves all that is asked within 100 ms: a scrape asks for a dozen
 * numbers, and there may be ten thousand stations.
 *
 * <p>What is counted never goes back. A station that ends is in no number for a moment, until its
 * last tick is over; a counter that fell would look like a restart of the process.
 */
final class StationTotals {

  private static final long FRESH_NANOS = 100_000_000;

  private final Function<StationKind, Collection<LiveStation>> stations;
  private final LongSupplier nanoClock;
  private final AtomicReference<KindTotals> gone = new AtomicReference<>(KindTotals.NONE);
  private final AtomicReference<Walk> last = new AtomicReference<>();

  /** What a walk found, and when. */
  private record Walk(Map<StationKind, KindTotals> totals, long nanos) {}

  /**
   * @param stations all that are there, of a kind
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  StationTotals(Function<StationKind, Collection<LiveStation>> stations, LongSupplier nanoClock) {
    this.stations = stations;
    this.nanoClock = nanoClock;
  }

  /** What stations of a kind have done; at most 100 ms old. */
  KindTotals of(StationKind kind) {
    Walk walk = last.get();
    long now = nanoClock.getAsLong();
    if (walk == null || now - walk.nanos() >= FRESH_NANOS) {
      walk = walk(now);
      last.set(walk);
    }
    return walk.totals().get(kind);
  }

  /** A personal station has done all that it ever will. */
  void retire(LiveStation station) {
    gone.updateAndGet(totals -> totals.plus(station.status()).withoutPresence());
  }

  private Walk walk(long now) {
    Walk before = last.get();
    Map<StationKind, KindTotals> totals = new EnumMap<>(StationKind.class);
    for (StationKind kind : StationKind.values()) {
      // First those that are gone: a station that ends meanwhile is not counted twice.
      KindTotals sum = kind == StationKind.PERSONAL ? gone.get() : KindTotals.NONE;
      for (LiveStation station : stations.apply(kind)) {
        sum = sum.plus(station.status());
      }
      totals.put(kind, before == null ? sum : sum.notBelow(before.totals().get(kind)));
    }
    return new Walk(totals, now);
  }
}
