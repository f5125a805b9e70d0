package io.auralis.station;

import io.auralis.music.GenerationParameters;
import io.auralis.streaming.Admission;
import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.Listener;
import io.auralis.streaming.Transport;
import io.auralis.synthesis.SynthesisReport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Drives a station on its render thread, and is how other threads reach it.
 *
 * <p>Mutiny schedules one tick after the other at the clock's absolute deadlines, so a late tick
 * does not make the next one late; a new listener wakes the loop before its deadline. A tick that
 * throws is logged and the loop goes on. All methods may be called from any thread; none blocks on
 * the render thread but {@link #close}.
 */
public final class StationLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StationLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  /** An idle station ticks every second; one that was silent for this long hangs. */
  private static final Duration STALLED = Duration.ofSeconds(5);

  /** Pause after a tick that threw; without it a station that cannot go on would spin. */
  private static final Duration RETRY = Duration.ofMillis(100);

  private final Station station;
  private final Broadcaster broadcaster;
  private final ScheduledThreadPoolExecutor renderThread;
  private final EventLog log;
  private volatile long lastTickNanos = System.nanoTime();
  private boolean failing;

  /** What the log has told of; render thread only. */
  private SynthesisReport told;

  private String toldPhrase = "";

  /** The tick that waits for its deadline; render thread only. */
  private Cancellable next = () -> {};

  public StationLoop(Station station, Broadcaster broadcaster, String name) {
    this.station = station;
    this.broadcaster = broadcaster;
    log = new EventLog(name);
    told = station.status().synthesis();
    renderThread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread =
                  new Thread(
                      () -> {
                        log.nameThread();
                        task.run();
                      },
                      "auralis-render-" + name);
              thread.setDaemon(true);
              thread.setPriority(Thread.MAX_PRIORITY);
              return thread;
            });
    renderThread.setRemoveOnCancelPolicy(true);
    renderThread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Rehearses, then starts ticking. */
  public void start() {
    renderThread.execute(station::rehearse);
    renderThread.execute(this::tickNow);
  }

  /**
   * Adds a listener and wakes the station.
   *
   * @return the listener, or nothing if there are as many as allowed
   */
  public Optional<Listener> join(Transport transport, Admission admission) {
    Optional<Listener> listener = broadcaster.join(transport, admission);
    if (listener.isPresent()) {
      renderThread.execute(this::tickNow);
    }
    return listener;
  }

  /**
   * Has changed parameters begin a phrase as soon as the station's {@link ControlApply} allows.
   *
   * @param change makes the new parameters from the ones last asked for, so that concurrent changes
   *     of different fields both count
   */
  public Uni<GenerationUpdate> control(UnaryOperator<GenerationParameters> change) {
    return control(change, Optional.empty());
  }

  /**
   * The same for a client that wants to know its own control again.
   *
   * @param timestamp the client's, repeated in the update that everybody gets
   */
  public Uni<GenerationUpdate> control(
      UnaryOperator<GenerationParameters> change, Optional<String> timestamp) {
    return Uni.createFrom()
        .item(() -> station.control(change.apply(station.status().parameters()), timestamp))
        .runSubscriptionOn(renderThread);
  }

  /** What plays now. */
  public Uni<GenerationUpdate> current() {
    return Uni.createFrom().item(station::current).runSubscriptionOn(renderThread);
  }

  /** The notes that are heard now, or nothing before anything has played. */
  public Optional<NowPlaying> nowPlaying() {
    return station.nowPlaying();
  }

  public StationStatus status() {
    return station.status();
  }

  /** Where the station's events are told. */
  public EventLog log() {
    return log;
  }

  /** Time since the loop last finished a tick. */
  public Duration sinceLastTick() {
    return Duration.ofNanos(System.nanoTime() - lastTickNanos);
  }

  /** Whether the loop ticks; if it does not, only a restart helps. */
  public boolean alive() {
    return sinceLastTick().compareTo(STALLED) < 0;
  }

  /** Stops the render thread; a tick under way ends first. */
  @Override
  public void close() {
    renderThread.shutdown();
    try {
      if (!renderThread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The render thread did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ticks at once and schedules the next tick anew: a sleeping station wakes. */
  private void tickNow() {
    next.cancel();
    tick();
    if (renderThread.isShutdown()) {
      return;
    }
    next =
        Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .onExecutor(renderThread)
            .by(failing ? RETRY : station.untilNextTick())
            .subscribe()
            // A loop that was closed during the tick takes no more of them.
            .with(due -> tickNow(), closed -> LOG.debug("The loop has ended", closed));
  }

  private void tick() {
    try {
      station.tick();
      tellChanges();
      lastTickNanos = System.nanoTime();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("A tick of the station failed; the loop goes on", e);
      }
      failing = true;
    }
  }

  /** Logs which phrase plays and what makes the sound, when either is another than before. */
  private void tellChanges() {
    StationStatus status = station.status();
    SynthesisReport synthesis = status.synthesis();
    if (!synthesis.tier().equals(told.tier())) {
      log.tierChanged(told, synthesis);
    }
    told = synthesis;
    GenerationUpdate current = station.current();
    if (!current.phraseId().equals(toldPhrase)) {
      toldPhrase = current.phraseId();
      log.phraseBegan(current, synthesis, status.state() == StationStatus.State.PLAYING);
    }
  }
}
