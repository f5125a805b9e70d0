package io.auralis.stations;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides whether one more personal station may be made: by what the machine was measured to carry,
 * by the configured number, and by what one address has made.
 *
 * <p>A station that was just made counts as if it played already, until the load shows whether it
 * does. Thread-safe.
 */
final class Capacity {

  /** A station that plays shows in the measured load after this time. */
  private static final Duration PENDING = Duration.ofSeconds(2);

  /** From here on a tick hardly keeps up with the stations that wake: others are refused. */
  private static final double BUSY = 0.9;

  /** After this time listeners may have left. */
  private static final int RETRY_SECONDS = 30;

  private static final double PERCENT = 100.0;

  private final Stations.PersonalSettings limits;
  private final TickLoad load;
  private final LongSupplier nanoClock;
  private final Map<String, Integer> byAddress = new HashMap<>();
  private int stations;

  /** Stations made lately, by when they were made: a ring. */
  private final Deque<Long> pending = new ArrayDeque<>();

  /**
   * @param limits how many there may be; linger and effects do not matter here
   */
  Capacity(Stations.PersonalSettings limits, TickLoad load, LongSupplier nanoClock) {
    this.limits = limits;
    this.load = load;
    this.nanoClock = nanoClock;
  }

  /**
   * Takes a place for a station.
   *
   * @throws StationRefusedException if there is none
   */
  synchronized void enter(String address) {
    if (limits.max() == 0) {
      throw new StationRefusedException(
          StationRefusal.STATIONS_OFF, 0, "This server offers no stations of one's own");
    }
    if (stations >= limits.max()) {
      throw refused(
          StationRefusal.STATIONS_FULL,
          text("There are %d stations of their own, as many as may be", limits.max()));
    }
    int made = byAddress.getOrDefault(address, 0);
    if (limits.maxPerAddress() > 0 && made >= limits.maxPerAddress()) {
      throw refused(
          StationRefusal.ADDRESS,
          text("An address may have %d stations of its own", limits.maxPerAddress()));
    }
    double most = limits.loadPercent() / PERCENT;
    if (expectedLoad() > most || load.load() > Math.max(most, BUSY)) {
      throw refused(StationRefusal.CAPACITY, "The server has no time left for one more station");
    }
    byAddress.put(address, made + 1);
    stations++;
    pending.addLast(nanoClock.getAsLong());
  }

  /** Gives a place back. */
  synchronized void leave(String address) {
    stations--;
    // One that plays no more makes room for one that was just made.
    pending.pollLast();
    byAddress.computeIfPresent(address, (it, made) -> made == 1 ? null : made - 1);
  }

  /** Personal stations now. */
  synchronized int stations() {
    return stations;
  }

  /** The share of a tick's time with one more station, once all that wake are awake. */
  private double expectedLoad() {
    long now = nanoClock.getAsLong();
    while (!pending.isEmpty() && now - pending.peekFirst() > PENDING.toNanos()) {
      pending.removeFirst();
    }
    return load.steadyLoad() + (pending.size() + 1) * load.stationShare();
  }

  private static StationRefusedException refused(StationRefusal reason, String why) {
    return new StationRefusedException(
        reason, RETRY_SECONDS, why + "; try again in " + RETRY_SECONDS + " s");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
