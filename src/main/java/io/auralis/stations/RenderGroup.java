package io.auralis.stations;

import io.auralis.audio.AudioFormat;
import io.auralis.limits.TaskGuard;
import io.auralis.limits.WatchedTask;
import io.auralis.station.StationClock;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Renders stations together, a tick each 100 ms: all publish what is due, plan what they need, go
 * through the graph in batches, and take their audio.
 *
 * <p>One thread decides and orders; a {@link Crew} helps within a step. Shared stations come first.
 * Where a tick takes too long, personal stations have to wait for the next one, and those that
 * waited longest come first then. Whatever one station throws is counted and costs the others
 * nothing.
 *
 * <p>Any thread may call the public methods; none waits for the render thread but {@link #close}.
 */
public final class RenderGroup implements WatchedTask, AutoCloseable {

  /** A group that was silent for this long hangs: it ticks every second at least. */
  private static final Duration STALLED = Duration.ofSeconds(5);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Pause after a station's tick that threw; without it the group would spin. */
  private static final Duration RETRY = Duration.ofMillis(100);

  /** Pause of a station that is due again at once. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** What is due so soon is due now: stations of one grid tick together. */
  private static final long TOGETHER_NANOS = Duration.ofMillis(2).toNanos();

  private final StationClock clock;
  private final Tiers tiers;
  private final LongSupplier nanoClock;
  private final TickThread thread;
  private final Crew crew;
  private final TaskGuard guard;
  private final Agenda agenda = new Agenda();
  private final TickBeginning beginning;
  private final BatchRenderer renderer;
  private final TickLoad load;
  private final GroupEvents events;
  private final Queue<LiveStation> attention = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean wakeUpScheduled = new AtomicBoolean();

  private final Members members = new Members();

  private volatile long lastTickNanos;
  private volatile GroupStatus status;

  /**
   * A group that renders once it is started.
   *
   * @param clock the grid that all its stations share
   * @param tiers are closed with the group
   * @param threads that work within a tick, the render thread included
   * @param nanoClock a clock that never jumps, in nanoseconds
   * @param events is told of load, tiers and ticks
   */
  public RenderGroup(
      StationClock clock, Tiers tiers, int threads, LongSupplier nanoClock, GroupEvents events) {
    this(clock, tiers, threads, nanoClock, events, null);
  }

  /**
   * A group that ticks where it is told to.
   *
   * @param elsewhere null for a thread of its own
   */
  RenderGroup(
      StationClock clock,
      Tiers tiers,
      int threads,
      LongSupplier nanoClock,
      GroupEvents events,
      TickThread elsewhere) {
    this.clock = clock;
    this.tiers = tiers;
    this.nanoClock = nanoClock;
    this.events = events;
    load = new TickLoad(events::ticked);
    guard = new TaskGuard("A tick of the stations", nanoClock);
    crew = new Crew(threads, guard);
    beginning = new TickBeginning(crew, agenda, nanoClock);
    renderer = new BatchRenderer(clock, tiers, crew, nanoClock);
    thread =
        elsewhere == null ? new RenderThread(guard, this::tick, () -> lastTickNanos) : elsewhere;
    lastTickNanos = nanoClock.getAsLong();
    takeStatus();
  }

  /**
   * Takes the first stations in, rehearses with one of them, then starts ticking.
   *
   * @param first stations of the start
   * @param rehearsing one of them
   */
  void start(Collection<LiveStation> first, LiveStation rehearsing) {
    thread.execute(() -> first.forEach(this::admit));
    thread.execute(() -> rehearsing.station().rehearse(tiers));
    attention.addAll(first);
    thread.start();
  }

  /** Adds a station. It ticks at once. */
  void add(LiveStation station) {
    thread.execute(() -> admit(station));
    attend(station);
  }

  private void admit(LiveStation station) {
    station.station().join();
    members.add(station);
  }

  /** Removes a station; a tick that is under way ends first. */
  void remove(LiveStation station, Runnable afterwards) {
    thread.execute(
        () -> {
          members.remove(station);
          attention.remove(station);
          agenda.remove(station);
          renderer.release();
          afterwards.run();
        });
  }

  /** Has a station tick at once: somebody came, or a control. */
  void attend(LiveStation station) {
    attention.add(station);
    if (wakeUpScheduled.compareAndSet(false, true)) {
      thread.tickNow();
    }
  }

  /** Asks for something between two ticks. */
  <T> CompletionStage<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** The newest snapshot. */
  public GroupStatus status() {
    return status;
  }

  /** Stations that it renders; the render thread's. */
  int members() {
    return members.size();
  }

  /** Stations that wait for a tick; the render thread's. */
  int agendaSize() {
    return agenda.size();
  }

  /** What a tick costs. */
  TickLoad load() {
    return load;
  }

  @Override
  public String task() {
    return "render";
  }

  @Override
  public long taskFailures() {
    return guard.failures();
  }

  /** Time since the group last finished a tick. */
  public Duration sinceLastTick() {
    return Duration.ofNanos(nanoClock.getAsLong() - lastTickNanos);
  }

  /** Whether the group ticks; if it does not, only a restart helps. */
  public boolean alive() {
    return sinceLastTick().compareTo(STALLED) < 0;
  }

  /** Stops the render thread; a tick under way ends first. Then releases native memory. */
  @Override
  public void close() {
    thread.close();
    crew.close();
    tiers.close();
  }

  /** Does what is due; returns how long to wait for the next tick. */
  Duration tick() {
    wakeUpScheduled.set(false);
    long began = nanoClock.getAsLong();
    for (LiveStation each = attention.poll(); each != null; each = attention.poll()) {
      if (!each.hasEnded()) {
        agenda.put(each, began);
      }
    }
    List<LiveStation> due = beginning.begin(agenda.takeDue(began + TOGETHER_NANOS), began);
    renderer.render(due, began);
    recover(due);
    String tier = tiers.report().tier();
    crew.forEach(due, station -> station.finish(tier));
    due.forEach(this::schedule);
    long ended = nanoClock.getAsLong();
    load.worked(
        clock.frames() / AudioFormat.BLOCK_FRAMES,
        ended - began,
        renderer.nanos(),
        renderer.blocks(),
        renderer.stations());
    boolean changed = members.govern(clock.frames(), load.load());
    takeStatus();
    if (changed) {
      events.loadStepChanged(status);
    }
    lastTickNanos = ended;
    long longest = ended + LONGEST_WAIT.toNanos();
    return Duration.ofNanos(Math.min(longest, agenda.next().orElse(longest)) - ended);
  }

  private void schedule(LiveStation station) {
    if (station.hasEnded()) {
      return;
    }
    Duration wait = RETRY;
    try {
      wait = station.untilNextTick();
    } catch (RuntimeException | Error e) {
      guard.failed(e);
    }
    // What is due again at once had no turn, or it failed: then it must not spin.
    boolean again = wait.toNanos() < TOGETHER_NANOS && !renderer.isOverloaded();
    agenda.put(station, nanoClock.getAsLong() + (again ? PAUSE : wait).toNanos());
  }

  /** Has a tier that failed tried again while nobody listens. */
  private void recover(List<LiveStation> due) {
    if (renderer.blocks() > 0 || members.size() == 0 || !tiers.report().degraded()) {
      return;
    }
    // Any station will do: where none is due, a silent service would wait for the next phrase.
    LiveStation any = due.isEmpty() ? members.any() : due.get(0);
    guard.run(() -> renderer.recover(any));
  }

  private void takeStatus() {
    GroupStatus before = status;
    status =
        new GroupStatus(
            tiers.report(),
            load.blockMillis(),
            load.load(),
            members.governor().step(StationKind.PERSONAL),
            members.governor().step(StationKind.SHARED),
            members.governor().shed(),
            members.governor().restored());
    if (before != null && !before.synthesis().tier().equals(status.synthesis().tier())) {
      events.tierChanged(before.synthesis(), status.synthesis());
    }
  }
}
