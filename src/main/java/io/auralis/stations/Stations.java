package io.auralis.stations;

import io.auralis.limits.TaskGuard;
import io.auralis.limits.WatchedTask;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All stations that play here: the shared ones, and {@link PersonalStations}.
 *
 * <p>Thread-safe; nothing here waits for the render thread but {@link #close}.
 */
public final class Stations implements Audience, WatchedTask, AutoCloseable {

  /** The station that is always there, and that paths without a station mean. */
  public static final String MAIN = "main";

  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

  private final RenderGroup group;
  private final PersonalSettings settings;
  private final Map<String, LiveStation> shared = new LinkedHashMap<>();
  private final PersonalStations personal;
  private final StationTotals totals;
  private final TaskGuard guard;
  private final ScheduledExecutorService housekeeper;
  private volatile boolean draining;
  private volatile boolean refusing;

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
    this.group = group;
    this.settings = settings;
    totals = new StationTotals(this::all, nanoClock);
    personal = new PersonalStations(factory, group, totals, settings, nanoClock);
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
    return Optional.ofNullable(shared.get(id)).or(() -> personal.find(id));
  }

  /** The shared stations, {@link #MAIN} first. Those of listeners are nobody's business. */
  public Collection<LiveStation> shared() {
    return List.copyOf(shared.values());
  }

  /** All stations of a kind. */
  public Collection<LiveStation> all(StationKind kind) {
    return kind == StationKind.SHARED ? shared() : personal.all();
  }

  /** Whether listeners may make stations at all. */
  public boolean offersPersonal() {
    return settings.max() > 0;
  }

  /** How long a personal station stays while nobody listens. */
  public Duration linger() {
    return settings.linger();
  }

  /**
   * Makes a personal station.
   *
   * @param address of the client, for its limit
   * @throws StationRefusedException if there may be no more
   */
  public MadeStation make(StationRequest request, String address) {
    return personal.make(request, address, refusing);
  }

  /**
   * Ends a personal station: its listeners are told and closed.
   *
   * @return whether there was one
   */
  public boolean end(String id) {
    return personal.end(id, StationEnd.DELETED);
  }

  /** What became of personal stations. */
  public StationCounts counts() {
    return personal.counts();
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
    return personal.size();
  }

  /** Personal stations at a time, at most; 0 if this server offers none. */
  public int personalLimit() {
    return settings.max();
  }

  /** Share of a tick's time up to which personal stations are made. */
  public double loadLimit() {
    return settings.loadPercent() / 100.0;
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

  @Override
  public String task() {
    return "stations";
  }

  @Override
  public long taskFailures() {
    return guard.failures();
  }

  /** Stops all stations. */
  @Override
  public void close() {
    housekeeper.shutdown();
    group.close();
  }

  /** Looks after personal stations, and tells what was left out of the log. */
  void keepHouse() {
    personal.keepHouse();
    shared.values().forEach(station -> station.log().tellLeftOut());
  }

  private void each(Consumer<LiveStation> action) {
    for (StationKind kind : StationKind.values()) {
      all(kind).forEach(action);
    }
  }
}
