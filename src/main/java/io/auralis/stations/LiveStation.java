package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Transport;
import io.auralis.music.GenerationParameters;
import io.auralis.station.Control;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.NowPlaying;
import io.auralis.station.PendingControls;
import io.auralis.station.Station;
import io.auralis.station.StationStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A station that plays here, as other threads reach it: listeners join it, controls wait in it for
 * the next tick, snapshots are read from it.
 *
 * <p>All public methods may be called from any thread; none waits for the render thread. The others
 * belong to the {@link RenderGroup}.
 */
public final class LiveStation {

  private final StationProfile profile;
  private final Station station;
  private final Broadcaster broadcaster;
  private final EventLog log;
  private final PendingControls controls;
  private final RenderGroup group;

  /** Where it stands in the group's agenda; the render thread's. */
  private Agenda.Entry entry;

  /** What a tick has told last; the render thread's. */
  private String toldPhrase = "";

  /** Guarded by this. */
  private boolean ended;

  LiveStation(
      StationProfile profile,
      Station station,
      Broadcaster broadcaster,
      EventLog log,
      PendingControls controls,
      RenderGroup group) {
    this.profile = profile;
    this.station = station;
    this.broadcaster = broadcaster;
    this.log = log;
    this.controls = controls;
    this.group = group;
  }

  /** Its name, or the secret of its link. */
  public String id() {
    return profile.id();
  }

  /** Whether it is shared or personal. */
  public StationKind kind() {
    return profile.kind();
  }

  /** What it is, and what it began with. */
  public StationProfile profile() {
    return profile;
  }

  /** Which clients may control it. */
  public ControlRule controlRule() {
    return profile.controlRule();
  }

  /**
   * Adds a listener and wakes the station.
   *
   * @return the listener, or nothing if there are as many as allowed, or the station has ended
   */
  public Optional<Listener> join(Transport transport, Admission admission) {
    Optional<Listener> listener;
    synchronized (this) {
      listener = ended ? Optional.empty() : broadcaster.join(transport, admission);
    }
    if (listener.isPresent()) {
      group.attend(this);
    }
    return listener;
  }

  /**
   * Has changed parameters begin a phrase as soon as the station allows. The next tick applies and
   * announces all controls that have come since the last one. Whether the client may control is
   * asked before.
   *
   * @return the parameters that are asked for with it, or nothing if the station has ended
   */
  public Optional<GenerationParameters> control(Control control) {
    PendingControls.Taken taken;
    synchronized (this) {
      // Behind its end no tick would apply the control.
      if (ended) {
        return Optional.empty();
      }
      taken = controls.add(control);
    }
    if (taken.first()) {
      group.attend(this);
    }
    return Optional.of(taken.parameters());
  }

  /** What plays now. */
  public CompletionStage<GenerationUpdate> current() {
    return group.ask(station::current);
  }

  /** The notes that are heard now, or nothing before anything has played. */
  public Optional<NowPlaying> nowPlaying() {
    return station.nowPlaying();
  }

  /** The newest snapshot, with the controls that wait. */
  public StationStatus status() {
    return station.status().asked(controls.asked(), controls.accepted());
  }

  /** Where the station's events are told. */
  public EventLog log() {
    return log;
  }

  /** The fan-out to its listeners. */
  public Broadcaster broadcaster() {
    return broadcaster;
  }

  /** Whether it plays no more, and never will again. */
  public synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Lets nobody in any more.
   *
   * @param deserted end only if nobody listens
   * @return whether it ended by this call
   */
  synchronized boolean end(boolean deserted) {
    if (ended || deserted && broadcaster.listeners() > 0) {
      return false;
    }
    ended = true;
    return true;
  }

  Station station() {
    return station;
  }

  Agenda.Entry entry() {
    return entry;
  }

  void entry(Agenda.Entry newEntry) {
    entry = newEntry;
  }

  /** Begins a tick: applies the controls that are due, publishes what is due. */
  void begin(Duration headStart) {
    controls.takeDue().ifPresent(this::apply);
    station.begin(headStart);
  }

  /** Ends a tick. */
  void finish(String tier) {
    station.finish();
    GenerationUpdate current = station.current();
    if (!current.phraseId().equals(toldPhrase)) {
      toldPhrase = current.phraseId();
      log.phraseBegan(current, tier, station.status().state() == StationStatus.State.PLAYING);
    }
  }

  /** How long until the next tick has something to do here; above zero. */
  Duration untilNextTick() {
    Duration wait = station.untilNextTick();
    Duration due = controls.untilDue().orElse(wait);
    return due.compareTo(wait) < 0 ? due : wait;
  }

  private void apply(PendingControls.Batch batch) {
    try {
      GenerationUpdate update = station.control(batch.parameters(), batch.timestamp());
      log.controlled(batch.last().sender(), update, batch.controls().size());
      batch.echo(update);
    } catch (RuntimeException | Error e) {
      controls.failed(station.status().parameters());
      throw e;
    }
  }
}
