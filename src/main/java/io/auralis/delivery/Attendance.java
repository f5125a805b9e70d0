package io.auralis.delivery;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** The listeners of one station: takes their places and counts for the totals. Thread-safe. */
public final class Attendance {

  private final Places places;
  private final DeliveryTotals totals;
  private final AtomicIntegerArray present = new AtomicIntegerArray(StreamFormat.values().length);

  Attendance(Places places, DeliveryTotals totals) {
    this.places = places;
    this.totals = totals;
  }

  /** Counts a listener that has a place. */
  void join(StreamFormat format) {
    present.incrementAndGet(format.ordinal());
    totals.joined(format);
  }

  /** Counts that a listener left, and gives its place back. */
  void leave(StreamFormat format, DisconnectReason reason) {
    present.decrementAndGet(format.ordinal());
    totals.left(format, reason);
    places.leave();
  }

  /** Counts a listener that was turned away. */
  public void refuse(RefusalReason reason) {
    totals.refuse(reason);
  }

  /** Listeners of this station now. */
  public int present() {
    int sum = 0;
    for (int i = 0; i < present.length(); i++) {
      sum += present.get(i);
    }
    return sum;
  }

  /** Listeners of this station to a format now. */
  public int present(StreamFormat format) {
    return present.get(format.ordinal());
  }

  /** Listeners that there may be at once, of all stations that share the places. */
  public int places() {
    return places.places();
  }
}
