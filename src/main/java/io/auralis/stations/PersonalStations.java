package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.delivery.DisconnectReason;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The stations of listeners: makes them, and decides when each ends.
 *
 * <p>One ends when its maker says so, or when nobody has listened to it for as long as it lingers.
 * Thread-safe; nothing here waits for the render thread.
 */
final class PersonalStations {

  private static final String TITLE = "A station of your own";

  /** How much of an id the log tells: enough to tell two apart, too little to listen. */
  private static final int LETTERS_IN_LOG = 6;

  private final StationFactory factory;
  private final RenderGroup group;
  private final StationTotals totals;
  private final Stations.PersonalSettings settings;
  private final LongSupplier nanoClock;
  private final Capacity capacity;
  private final StationIds ids = new StationIds();
  private final StationCounts counts = new StationCounts();
  private final Map<String, Personal> stations = new ConcurrentHashMap<>();
  private final EventLog log = new EventLog("personal");

  /** A station, whose place it takes, and since when nobody listens. */
  private static final class Personal {
    private final LiveStation station;
    private final String address;
    private long heardNanos;

    private Personal(LiveStation station, String address, long now) {
      this.station = station;
      this.address = address;
      this.heardNanos = now;
    }
  }

  /**
   * @param totals are told of each that ended
   */
  PersonalStations(
      StationFactory factory,
      RenderGroup group,
      StationTotals totals,
      Stations.PersonalSettings settings,
      LongSupplier nanoClock) {
    this.factory = factory;
    this.group = group;
    this.totals = totals;
    this.settings = settings;
    this.nanoClock = nanoClock;
    capacity = new Capacity(settings, group.load(), nanoClock);
  }

  Optional<LiveStation> find(String id) {
    return Optional.ofNullable(stations.get(id)).map(each -> each.station);
  }

  Collection<LiveStation> all() {
    return stations.values().stream().map(each -> each.station).toList();
  }

  int size() {
    return capacity.stations();
  }

  StationCounts counts() {
    return counts;
  }

  /**
   * Makes a personal station.
   *
   * @param address of the client, for its limit
   * @param ending whether the service admits nobody any more
   * @throws StationRefusedException if there may be no more
   */
  MadeStation make(StationRequest request, String address, boolean ending) {
    try {
      if (ending) {
        throw new StationRefusedException(
            StationRefusal.SHUTDOWN, 1, "The server is going away; try again in 1 s");
      }
      capacity.enter(address);
    } catch (StationRefusedException e) {
      counts.countRefused(e.reason());
      log.refused("a station of one's own: " + e.reason().label());
      throw e;
    }
    try {
      String token = ids.newToken();
      StationProfile profile =
          new StationProfile(
              ids.newId(),
              StationKind.PERSONAL,
              TITLE,
              request.seed().orElseGet(ids::newSeed),
              request.parameters(),
              request.effects().orElse(settings.effects()),
              ControlRule.maker(token));
      EventLog itsLog = log.of(profile.id().substring(0, LETTERS_IN_LOG) + "…");
      LiveStation station = factory.make(profile, itsLog, group);
      stations.put(profile.id(), new Personal(station, address, nanoClock.getAsLong()));
      group.add(station);
      counts.countMade();
      return new MadeStation(station, token, settings.linger());
    } catch (RuntimeException | Error e) {
      capacity.leave(address);
      throw e;
    }
  }

  /** Retires those that nobody listens to, and tells what was left out of the log. */
  void keepHouse() {
    long now = nanoClock.getAsLong();
    stations.forEach(
        (id, each) -> {
          if (each.station.broadcaster().listeners() > 0) {
            each.heardNanos = now;
          } else if (now - each.heardNanos >= settings.linger().toNanos()) {
            end(id, StationEnd.EXPIRED);
          }
        });
    log.tellLeftOut();
  }

  /**
   * Ends a station: its listeners are told and closed.
   *
   * @return whether there was one
   */
  boolean end(String id, StationEnd reason) {
    Personal each = stations.get(id);
    if (each == null || !each.station.end(reason == StationEnd.EXPIRED)) {
      return false;
    }
    stations.remove(id);
    capacity.leave(each.address);
    counts.countEnded(reason);
    // Behind its last tick: nothing is published into what was released.
    group.remove(
        each.station,
        () -> {
          totals.retire(each.station);
          each.station.broadcaster().end(DisconnectReason.ENDED);
        });
    return true;
  }
}
