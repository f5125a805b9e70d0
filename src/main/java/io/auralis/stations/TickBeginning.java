package io.auralis.stations;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Has stations begin a tick: all publish what is due, shared stations first. Publishing is
 * encoding, too: where that takes most of a tick, personal stations wait for the next one.
 *
 * <p>The render thread's.
 */
final class TickBeginning {

  /** From here on personal stations that are due begin with the next tick. */
  private static final long LONGEST_NANOS = Duration.ofMillis(60).toNanos();

  /** Stations that begin before the time is looked at again. */
  private static final int TOGETHER = 8;

  private final Crew crew;
  private final Agenda agenda;
  private final LongSupplier nanoClock;

  /**
   * @param agenda gets the stations back that have to wait
   */
  TickBeginning(Crew crew, Agenda agenda, LongSupplier nanoClock) {
    this.crew = crew;
    this.agenda = agenda;
    this.nanoClock = nanoClock;
  }

  /**
   * Has stations begin.
   *
   * @param due shared stations first
   * @param began when the tick began
   * @return those that have begun
   */
  List<LiveStation> begin(List<LiveStation> due, long began) {
    Duration headStart = headStart(due);
    int begun = 0;
    while (begun < due.size() && due.get(begun).kind() == StationKind.SHARED) {
      begun++;
    }
    crew.forEach(due.subList(0, begun), station -> station.begin(headStart));
    while (begun < due.size() && nanoClock.getAsLong() - began < LONGEST_NANOS) {
      int end = Math.min(begun + TOGETHER, due.size());
      crew.forEach(due.subList(begun, end), station -> station.begin(headStart));
      begun = end;
    }
    // Due since this tick: those that are due later come behind them.
    due.subList(begun, due.size()).forEach(station -> agenda.put(station, began));
    return due.subList(0, begun);
  }

  /** A large crowd takes its time: the last of them shall have the chunk when it is due. */
  private static Duration headStart(List<LiveStation> due) {
    Duration longest = Duration.ZERO;
    for (LiveStation station : due) {
      Duration fanOut = station.broadcaster().fanOut();
      longest = fanOut.compareTo(longest) > 0 ? fanOut : longest;
    }
    return longest;
  }
}
