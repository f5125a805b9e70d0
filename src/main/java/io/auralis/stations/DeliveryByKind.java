package io.auralis.stations;

import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.Places;
import io.auralis.limits.WatchedTask;
import java.util.Map;

/**
 * What delivery counts over all stations of a kind, and the places that listeners of all stations
 * share. Thread-safe.
 *
 * @param places for listeners
 * @param totals of each kind
 */
public record DeliveryByKind(Places places, Map<StationKind, DeliveryTotals> totals)
    implements WatchedTask {

  public DeliveryByKind {
    totals = Map.copyOf(totals);
  }

  /** What delivery counts over all stations of a kind. */
  public DeliveryTotals of(StationKind kind) {
    return totals.get(kind);
  }

  @Override
  public String task() {
    return "delivery";
  }

  @Override
  public long taskFailures() {
    return totals.values().stream().mapToLong(DeliveryTotals::taskFailures).sum();
  }
}
