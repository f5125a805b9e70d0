package io.auralis.stations;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The stations of a render group, and how much of each is played: less when ticks get long, and
 * more when they are short again. The render thread's.
 */
final class Members {

  private final LoadGovernor governor = new LoadGovernor();
  private final Set<LiveStation> stations = new LinkedHashSet<>();

  /** Adds a station, which plays as much as others of its kind. */
  void add(LiveStation station) {
    stations.add(station);
    limit(station);
  }

  void remove(LiveStation station) {
    stations.remove(station);
  }

  int size() {
    return stations.size();
  }

  /** Any of them; there must be one. */
  LiveStation any() {
    return stations.iterator().next();
  }

  /** How much is played. */
  LoadGovernor governor() {
    return governor;
  }

  /**
   * Looks at the load once a tick.
   *
   * @param frame the group's time
   * @param load share of a tick's time that is spent on work
   * @return whether stations play more or less than before
   */
  boolean govern(long frame, double load) {
    double sharedLead = 1;
    double personalLead = 1;
    boolean live = false;
    boolean personal = false;
    for (LiveStation station : stations) {
      if (station.station().isLive()) {
        live = true;
        double lead = station.station().leadShare();
        if (station.kind() == StationKind.PERSONAL) {
          personal = true;
          personalLead = Math.min(personalLead, lead);
        } else {
          sharedLead = Math.min(sharedLead, lead);
        }
      }
    }
    boolean changed = live && governor.observe(frame, load, sharedLead, personalLead, personal);
    if (changed) {
      stations.forEach(this::limit);
    }
    return changed;
  }

  private void limit(LiveStation station) {
    LoadGovernor.Step step = governor.of(station.kind());
    station.station().limit(step.polyphony(), step.dry());
  }
}
