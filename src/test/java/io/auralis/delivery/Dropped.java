package io.auralis.delivery;

/** What listeners lost. */
public final class Dropped {

  private Dropped() {}

  /** Chunks of all formats, for all reasons. */
  public static long chunks(DeliveryTotals totals) {
    long dropped = 0;
    for (StreamFormat format : StreamFormat.values()) {
      for (DropReason reason : DropReason.values()) {
        dropped += totals.counts(format).dropped(reason);
      }
    }
    return dropped;
  }
}
