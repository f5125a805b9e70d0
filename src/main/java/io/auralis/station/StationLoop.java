package io.auralis.station;

import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Transport;
import io.auralis.limits.TaskGuard;
import io.auralis.music.GenerationParameters;
import io.auralis.synthesis.SynthesisReport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Drives a station on its render thread, and is how other threads reach it.
 *
 * <p>Mutiny schedules one tick after the other at the clock's absolute deadlines, to the
 * nanosecond, so a late tick does not make the next one late. A new listener or a control wakes the
 * loop before its deadline. Whatever a tick throws is counted and logged, and the loop goes on. All
 * methods may be called from any thread; none blocks on the render thread but {@link #close}.
 */
public final class StationLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StationLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  /** An idle station ticks every second; one that was silent for this long hangs. */
  private static final Duration STALLED = Duration.ofSeconds(5);

  /** An idle station that has not ticked for so long has no next tick. */
  private static final Duration MISSED = Duration.ofSeconds(2);

  /** Pause after a tick that threw; without it a station that cannot go on would spin. */
  private static final Duration RETRY = Duration.ofMillis(100);

  private final Station station;
  private final Broadcaster broadcaster;
  private final ScheduledThreadPoolExecutor renderThread;
  private final EventLog log;
  private final PendingControls controls;
  private final TaskGuard guard = new TaskGuard("A tick of the station", System::nanoTime);
  private volatile long lastTickNanos = System.nanoTime();

  /** What the log has told of; render thread only. */
  private SynthesisReport told;

  private String toldPhrase = "";

  /** The tick that waits for its deadline; render thread only. */
  private Cancellable next = () -> {};

  public StationLoop(Station station, Broadcaster broadcaster, String name) {
    this.station = station;
    this.broadcaster = broadcaster;
    log = new EventLog(name);
    controls = new PendingControls(station.status().parameters(), System::nanoTime);
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
    onRenderThread(station::rehearse);
    onRenderThread(this::tickNow);
    renderThread.scheduleWithFixedDelay(
        () -> guard.run(this::revive), MISSED.toMillis(), MISSED.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Adds a listener and wakes the station.
   *
   * @return the listener, or nothing if there are as many as allowed
   */
  public Optional<Listener> join(Transport transport, Admission admission) {
    Optional<Listener> listener = broadcaster.join(transport, admission);
    if (listener.isPresent()) {
      onRenderThread(this::tickNow);
    }
    return listener;
  }

  /**
   * Has changed parameters begin a phrase as soon as the station's {@link ControlApply} allows. The
   * next tick applies and announces all controls that have come since the last one.
   *
   * @return the parameters that are asked for with it
   */
  public GenerationParameters control(Control control) {
    PendingControls.Taken taken = controls.add(control);
    if (taken.first()) {
      onRenderThread(this::tickSoon);
    }
    return taken.parameters();
  }

  /** What plays now. */
  public Uni<GenerationUpdate> current() {
    return Uni.createFrom().item(station::current).runSubscriptionOn(renderThread);
  }

  /** The notes that are heard now, or nothing before anything has played. */
  public Optional<NowPlaying> nowPlaying() {
    return station.nowPlaying();
  }

  /** The newest snapshot, with the controls that wait. */
  public StationStatus status() {
    return station.status().asked(controls.asked(), controls.accepted());
  }

  /** Ticks and other tasks of the render thread that threw, since the start. */
  public long taskFailures() {
    return guard.failures();
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

  /** Has a task run, whatever it throws. A loop that was closed takes no more of them. */
  private void onRenderThread(Runnable task) {
    try {
      renderThread.execute(() -> guard.run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("The loop has ended", e);
    }
  }

  /** Ticks at once and schedules the next tick anew: a sleeping station wakes. */
  private void tickNow() {
    next.cancel();
    if (!guard.run(this::tick) || !guard.run(this::scheduleNext)) {
      tickAfter(RETRY);
    }
  }

  /** Ticks as soon as the controls that wait are due. */
  private void tickSoon() {
    if (controls.untilDue().filter(Duration::isZero).isPresent()) {
      tickNow();
    } else {
      next.cancel();
      scheduleNext();
    }
  }

  private void scheduleNext() {
    Duration wait = station.untilNextTick();
    Duration due = controls.untilDue().orElse(wait);
    tickAfter(due.compareTo(wait) < 0 ? due : wait);
  }

  private void tickAfter(Duration wait) {
    next =
        after(wait)
            .subscribe()
            .with(
                due -> guard.run(this::tickNow), closed -> LOG.debug("The loop has ended", closed));
  }

  /** Ticks if the next tick could not even be scheduled, say for want of memory. */
  private void revive() {
    if (sinceLastTick().compareTo(MISSED) > 0) {
      tickNow();
    }
  }

  /** An item on the render thread after a time; Mutiny's own delays have whole milliseconds. */
  private Uni<Void> after(Duration wait) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Future<?> timer =
                  renderThread.schedule(
                      () -> emitter.complete(null), wait.toNanos(), TimeUnit.NANOSECONDS);
              emitter.onTermination(() -> timer.cancel(false));
            });
  }

  private void tick() {
    controls.takeDue().ifPresent(this::apply);
    station.tick();
    lastTickNanos = System.nanoTime();
    tellChanges();
    log.tellLeftOut();
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
