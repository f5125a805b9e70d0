package io.auralis.stations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Which station is due when. The render thread's.
 *
 * <p>A station has one entry that counts: the one it knows. Those that were replaced stay in the
 * queue until their time and are then left out.
 */
final class Agenda {

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::turn));

  private long turns;

  /**
   * A station and when it is due.
   *
   * @param turn of those that are due together, the one that was put first comes first
   */
  record Entry(LiveStation station, long dueNanos, long turn) {}

  /** Has a station be due at a time, and at no other. */
  void put(LiveStation station, long dueNanos) {
    Entry before = station.entry();
    if (before != null && before.dueNanos() == dueNanos) {
      return;
    }
    Entry entry = new Entry(station, dueNanos, turns++);
    station.entry(entry);
    queue.add(entry);
  }

  /** Forgets a station at once: nothing of one that ended shall stay. */
  void remove(LiveStation station) {
    station.entry(null);
    queue.removeIf(entry -> entry.station() == station);
  }

  /** Entries, those included that do not count any more. */
  int size() {
    return queue.size();
  }

  /** Takes out all stations that are due until a time, shared ones first. */
  List<LiveStation> takeDue(long untilNanos) {
    List<LiveStation> due = new ArrayList<>();
    List<LiveStation> personal = new ArrayList<>();
    while (!queue.isEmpty() && queue.peek().dueNanos() - untilNanos <= 0) {
      Entry entry = queue.remove();
      LiveStation station = entry.station();
      if (station.entry() == entry) {
        station.entry(null);
        (station.kind() == StationKind.SHARED ? due : personal).add(station);
      }
    }
    due.addAll(personal);
    return due;
  }

  /** When the next station is due; nothing if there is none. */
  OptionalLong next() {
    while (!queue.isEmpty() && queue.peek().station().entry() != queue.peek()) {
      queue.remove();
    }
    return queue.isEmpty() ? OptionalLong.empty() : OptionalLong.of(queue.peek().dueNanos());
  }
}
