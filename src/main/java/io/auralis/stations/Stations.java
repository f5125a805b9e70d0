package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.delivery.DisconnectReason;
import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All stations that play here: finds them, makes personal ones, and ends those.
 *
 * <p>A personal station ends when its maker says so, or when nobody has listened to it for as long
 * as it lingers. Thread-safe; nothing here waits for the render thread but {@link #close}.
 */
public final class Stations implements Audience, AutoCloseable {

  /** The station that is always there, and that paths without a station mean. */
  public static final String MAIN = "main";

  private static final String PERSONAL_TITLE = "A station of your own";

  /** How much of an id the log tells: enough to tell two apart, too little to listen. */
  private static final int LETTERS_IN_LOG = 6;

  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

  private final StationFactory factory;
  private final RenderGroup group;
  private final Capacity capacity;
  private final Duration linger;
  private final boolean effects;
  private final LongSupplier nanoClock;
  private final StationIds ids = new StationIds();
  private final StationCounts counts = new StationCounts();
  private final Map<String, LiveStation> shared = new LinkedHashMap<>();
  private final Map<String, Personal> personal = new ConcurrentHashMap<>();
  private final EventLog personalLog = new EventLog("personal");
  private final StationTotals totals;
  private final TaskGuard guard;
  private final ScheduledExecutorService housekeeper;
  private volatile boolean draining;
  private volatile boolean refusing;

  /** A personal station, whose place it takes, and since when nobody listens. */
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
   * Puts all shared stations up.
   *
   * @param profiles of the shared stations, {@link #MAIN} first
   * @param settings of personal stations
   */
  public Stations(
      StationFactory factory,
      RenderGroup group,
      List<StationProfile> profiles,
      PersonalSettings settings,
      LongSupplier nanoClock) {
    this.factory = factory;
    this.group = group;
    this.nanoClock = nanoClock;
    this.linger = settings.linger();
    this.effects = settings.effects();
    capacity =
        new Capacity(
            new Capacity.Limits(settings.max(), settings.maxPerAddress(), settings.loadPercent()),
            group.load(),
            nanoClock);
    totals = new StationTotals(this::all, nanoClock);
    for (StationProfile profile : profiles) {
      shared.put(profile.id(), factory.make(profile, new EventLog(profile.id()), group));
    }
    if (!shared.containsKey(MAIN)) {
      throw new IllegalArgumentException("There is no station " + MAIN);
    }
    guard = new TaskGuard("Looking after the stations", nanoClock);
    housekeeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "auralis-stations");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * What personal stations are like, and how many there may be.
   *
   * @param linger how long one stays while nobody listens
   * @param max stations at a time; 0 turns them off
   * @param maxPerAddress of them that one address made; 0 sets no limit
   * @param loadPercent share of a tick's time up to which they are admitted
   * @param effects whether they have effects where nothing else is asked for
   */
  public record PersonalSettings(
      Duration linger, int max, int maxPerAddress, int loadPercent, boolean effects) {}

  /** Starts the shared stations. */
  public void start() {
    group.start(shared.values(), main());
    long millis = HOUSEKEEPING.toMillis();
    housekeeper.scheduleWithFixedDelay(
        () -> guard.run(this::keepHouse), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** The station that paths without a station mean. */
  public LiveStation main() {
    return shared.get(MAIN);
  }

  /** The station with this id, if it is here. */
  public Optional<LiveStation> find(String id) {
    LiveStation found = shared.get(id);
    if (found == null) {
      Personal own = personal.get(id);
      found = own == null ? null : own.station;
    }
    return Optional.ofNullable(found);
  }

  /** The shared stations, {@link #MAIN} first. Those of listeners are nobody's business. */
  public Collection<LiveStation> shared() {
    return List.copyOf(shared.values());
  }

  /** All stations of a kind. */
  public Collection<LiveStation> all(StationKind kind) {
    if (kind == StationKind.SHARED) {
      return shared();
    }
    List<LiveStation> stations = new ArrayList<>();
    personal.values().forEach(each -> stations.add(each.station));
    return stations;
  }

  /** Whether listeners may make stations at all. */
  public boolean offersPersonal() {
    return capacity.limits().max() > 0;
  }

  /** How long a personal station stays while nobody listens. */
  public Duration linger() {
    return linger;
  }

  /**
   * Makes a personal station.
   *
   * @param address of the client, for its limit
   * @throws StationRefusedException if there may be no more
   */
  public MadeStation make(StationRequest request, String address) {
    try {
      if (refusing) {
        throw new StationRefusedException(
            StationRefusal.SHUTDOWN, 1, "The server is going away; try again in 1 s");
      }
      capacity.enter(address);
    } catch (StationRefusedException e) {
      counts.countRefused(e.reason());
      personalLog.refused("a station of one's own: " + e.reason().label());
      throw e;
    }
    try {
      String token = ids.newToken();
      StationProfile profile =
          new StationProfile(
              ids.newId(),
              StationKind.PERSONAL,
              PERSONAL_TITLE,
              request.seed().orElseGet(ids::newSeed),
              request.parameters(),
              request.effects().orElse(effects),
              ControlRule.maker(token));
      EventLog log = personalLog.of(profile.id().substring(0, LETTERS_IN_LOG) + "…");
      LiveStation station = factory.make(profile, log, group);
      personal.put(profile.id(), new Personal(station, address, nanoClock.getAsLong()));
      group.add(station);
      counts.countMade();
      return new MadeStation(station, token, linger);
    } catch (RuntimeException | Error e) {
      capacity.leave(address);
      throw e;
    }
  }

  /**
   * Ends a personal station: its listeners are told and closed.
   *
   * @return whether there was one
   */
  public boolean end(String id) {
    return end(id, StationEnd.DELETED);
  }

  /** What became of personal stations. */
  public StationCounts counts() {
    return counts;
  }

  /**
   * What all stations of a kind have done since the start, those included that ended; up to 100 ms
   * old.
   */
  public KindTotals totals(StationKind kind) {
    return totals.of(kind);
  }

  /** Personal stations now. */
  public int personal() {
    return capacity.stations();
  }

  /** Personal stations at a time, at most; 0 if this server offers none. */
  public int personalLimit() {
    return capacity.limits().max();
  }

  /** Share of a tick's time up to which personal stations are made. */
  public double loadLimit() {
    return capacity.limits().loadPercent() / 100.0;
  }

  /** What renders all stations. */
  public RenderGroup group() {
    return group;
  }

  @Override
  public int listeners() {
    int listeners = 0;
    for (StationKind kind : StationKind.values()) {
      for (LiveStation station : all(kind)) {
        listeners += station.broadcaster().listeners();
      }
    }
    return listeners;
  }

  @Override
  public void drain() {
    draining = true;
    each(station -> station.broadcaster().drain());
  }

  @Override
  public void refuse() {
    draining = true;
    refusing = true;
    each(station -> station.broadcaster().refuse());
  }

  @Override
  public void dismiss(double share) {
    each(station -> station.broadcaster().dismiss(share));
  }

  @Override
  public void shutdown() {
    refuse();
    dismiss(1);
  }

  /** Whether the service is going away. */
  public boolean isDraining() {
    return draining;
  }

  /** Whether nobody is admitted any more, because the service ends. */
  public boolean isShutDown() {
    return refusing;
  }

  /** How often looking after the stations has thrown. */
  public long taskFailures() {
    return guard.failures();
  }

  /** Stops all stations. */
  @Override
  public void close() {
    housekeeper.shutdown();
    group.close();
  }

  /** Retires stations that nobody listens to, and tells what was left out of the log. */
  void keepHouse() {
    long now = nanoClock.getAsLong();
    personal.forEach(
        (id, each) -> {
          if (each.station.broadcaster().listeners() > 0) {
            each.heardNanos = now;
          } else if (now - each.heardNanos >= linger.toNanos()) {
            end(id, StationEnd.EXPIRED);
          }
        });
    shared.values().forEach(station -> station.log().tellLeftOut());
    personalLog.tellLeftOut();
  }

  private boolean end(String id, StationEnd reason) {
    Personal each = personal.get(id);
    if (each == null || !each.station.end(reason == StationEnd.EXPIRED)) {
      return false;
    }
    personal.remove(id);
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

  private void each(Consumer<LiveStation> action) {
    for (StationKind kind : StationKind.values()) {
      all(kind).forEach(action);
    }
  }
}
