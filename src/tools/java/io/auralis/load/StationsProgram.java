package io.auralis.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has a server play many personal stations at once, with listeners of its own each or with none,
 * and says what a further one costs and where it breaks.
 *
 * <p>The listeners are the one thread's of {@link CrowdLoop}. The stations are {@link
 * PersonalStations}, and are deleted in the end. Options: see {@link StationsOptions}.
 */
final class StationsProgram {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long SILENT_MILLIS = 1_000;
  private static final int WARM_UP_TIMES = 3;
  private static final int PROGRESS_SECONDS = 10;
  private static final int PERCENT = 100;
  private static final int QUARTER_MORE = 125;

  private final StationsOptions options;
  private final Consumer<String> out;
  private final Crowd crowd = new Crowd();
  private final CrowdLoop loop;
  private final PersonalStations stations;
  private final List<StationsStep> steps = new ArrayList<>();

  /** Listeners that are none of ours. */
  private double others;

  /** Stations that had expired before ours were made. */
  private double expiredBefore;

  /**
   * @param out takes each line
   */
  StationsProgram(StationsOptions options, Consumer<String> out) throws IOException {
    this.options = options;
    this.out = out;
    loop = new CrowdLoop(options.load());
    stations = new PersonalStations(options, crowd, loop);
  }

  /** Runs, prints, ends. */
  static void main(String[] arguments) throws IOException {
    StationsOptions options;
    try {
      options = StationsOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new StationsProgram(options, System.out::println).run();
  }

  /**
   * Does all steps.
   *
   * @return what was measured, step by step
   * @throws IOException if the server does not answer, or makes no stations
   */
  List<StationsStep> run() throws IOException {
    print("%s", options);
    ServerMoment before = moment();
    lookAround();
    try {
      if (options.warmUpStations() > 0) {
        warmUp();
        before = moment();
      }
      poll(options.load().idle());
      ServerMoment idle = moment();
      expiredBefore = idle.expired();
      double idleHeap = heap();
      try {
        climb();
      } finally {
        if (!steps.isEmpty()) {
          print("%n%s", StationsTable.of(before, idle, idleHeap, steps));
        }
      }
    } finally {
      leave();
      loop.close();
    }
    verdict();
    return steps;
  }

  private void lookAround() throws IOException {
    ServerMetrics metrics = loop.metrics();
    long most =
        (long) options.steps().get(options.steps().size() - 1) * options.listenersPerStation();
    others = metrics.sum("auralis_listeners");
    double limit = metrics.sum("auralis_listeners_limit");
    if (metrics.has("auralis_listeners_limit") && limit - others < most) {
      print(
          "The server has %.0f places left (AURALIS_MAX_CLIENTS); it will refuse some of %d",
          limit - others, most);
    }
  }

  /** Stations that play until the server's compilers are done, and are gone before the rest. */
  private void warmUp() throws IOException {
    Map<String, Long> refused = stations.grow(options.warmUpStations(), new Lateness());
    print("warm-up              %d stations, refused %s", stations.count(), refused);
    poll(WARM_UP_TIMES * options.warmUpSeconds());
    leave();
  }

  /** All steps; until it breaks, if that is wanted. */
  private void climb() throws IOException {
    for (int wanted : options.steps()) {
      if (!step(wanted) && options.untilItBreaks()) {
        return;
      }
    }
    int wanted = options.steps().get(options.steps().size() - 1);
    while (options.untilItBreaks()) {
      wanted = (wanted * QUARTER_MORE + PERCENT - 1) / PERCENT;
      if (!step(wanted)) {
        return;
      }
    }
  }

  private boolean step(int wanted) throws IOException {
    print("%n%d stations", wanted);
    crowd.expect();
    Lateness making = new Lateness();
    Map<String, Long> refused = stations.grow(wanted, making);
    if (stations.count() == 0) {
      throw new IOException("The server refused every station: " + refused);
    }
    poll(options.warmUpSeconds());
    crowd.begin();
    ServerMoment before = moment();
    double ownBefore = LoadProgram.ownCpuSeconds();
    measure();
    Heard heard = Heard.by(crowd, loop.silentSince(System.currentTimeMillis() - SILENT_MILLIS));
    ServerMoment after = moment();
    double ownCores =
        (LoadProgram.ownCpuSeconds() - ownBefore) * 1e9 / (after.atNanos() - before.atNanos());
    StationsStep step =
        new StationsStep(
            wanted,
            stations.count(),
            refused,
            (long) (after.expired() - expiredBefore),
            (long) stations.count() * options.listenersPerStation(),
            Heard.Quantiles.of(making),
            heard,
            before,
            after,
            heap(),
            ownCores);
    steps.add(step);
    step.lines().forEach(out);
    boolean holds = step.broken().isEmpty();
    out.accept(holds ? "it holds" : "it breaks: " + String.join("; ", step.broken()));
    return holds;
  }

  private void measure() throws IOException {
    long began = System.nanoTime();
    int seconds = options.load().seconds();
    for (int second = 1; second <= seconds; second++) {
      loop.poll(began + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
      if (second % PROGRESS_SECONDS == 0 && second < seconds) {
        print(
            "%4d s: %d connected, lateness p99 %d ms, max %d ms, %d gaps",
            second,
            crowd.connected,
            crowd.lateness.quantile(0.99),
            crowd.lateness.max(),
            crowd.gaps);
      }
    }
  }

  /** Everybody leaves, and the stations are deleted. */
  private void leave() {
    try {
      int left = stations.delete();
      long deadline = System.nanoTime() + FAREWELL_NANOS;
      ServerMetrics after = loop.metrics();
      while (after.sum("auralis_listeners") > others && System.nanoTime() < deadline) {
        loop.poll(STEP_NANOS);
        after = loop.metrics();
      }
      print(
          "%nafterwards           %d stations not deleted, %.0f listeners, %.0f open files",
          left, after.sum("auralis_listeners"), after.sum("process_files_open_files"));
    } catch (IOException e) {
      print("The stations were not deleted; they end by themselves. %s", e.getMessage());
    }
  }

  /** Where and why it broke. */
  private void verdict() {
    StationsStep last = steps.get(steps.size() - 1);
    int held =
        steps.stream()
            .filter(step -> step.broken().isEmpty())
            .mapToInt(StationsStep::admitted)
            .max()
            .orElse(0);
    if (options.untilItBreaks()) {
      print(
          "It breaks at %d stations: %s. It held with %d",
          last.stations(), String.join("; ", last.broken()), held);
    } else {
      print("It held with %d stations", held);
    }
  }

  private ServerMoment moment() throws IOException {
    return loop.meanwhile(() -> ServerMoment.read(options));
  }

  /** What is in use if the process is known, else what lies in the heap. */
  private double heap() throws IOException {
    return loop.meanwhile(
        () -> {
          if (options.pid() > 0) {
            ServerMoment.collect(options.pid());
          }
          return ServerMoment.read(options).heapMb();
        });
  }

  private void poll(int seconds) throws IOException {
    loop.poll(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void print(String format, Object... values) {
    out.accept(String.format(Locale.ROOT, format, values));
  }
}
