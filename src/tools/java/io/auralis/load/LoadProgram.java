package io.auralis.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Listens to a server as a crowd would, and says what the crowd and the server saw.
 *
 * <p>One thread and one selector, so that ten thousand listeners cost little beside the server on
 * the same machine. Options: {@code --help} and {@link LoadOptions}.
 */
public final class LoadProgram {

  private static final Ending[] ENDINGS = Ending.values();
  private static final long RAMP_STEP_MILLIS = 10;
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final LoadOptions options;
  private final Crowd crowd = new Crowd();

  /** Those who never read, until all is measured. */
  private final Crowd asleep = new Crowd();

  private final List<LoadListener> stuck = new ArrayList<>();

  /** Those who come and go; what they miss is no gap. */
  private final Crowd visitors = new Crowd();

  private final Random random = new Random(1);
  private final CrowdLoop loop;
  private final Deque<LoadListener> passersBy = new ArrayDeque<>();
  private long churned;
  private double ownCpuBefore;

  private LoadProgram(LoadOptions options) throws IOException {
    this.options = options;
    loop = new CrowdLoop(options);
  }

  /**
   * Runs, prints, ends. With {@code --soak} {@link SoakProgram} does it, with {@code --stations},
   * {@code --table} or {@code --until-it-breaks} {@link StationsProgram}.
   */
  public static void main(String[] arguments) {
    try {
      start(arguments);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void start(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("--soak")) {
      SoakProgram.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (List.of(arguments).contains("--help")) {
      System.out.print(LoadUsage.TEXT);
      return;
    }
    if (StationsOptions.meant(arguments)) {
      StationsProgram.main(arguments);
      return;
    }
    LoadOptions options;
    try {
      options = LoadOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new LoadProgram(options).run();
  }

  private void run() throws IOException {
    print("%s", options);
    ServerMetrics before = loop.metrics();
    double places = before.sum("auralis_listeners_limit") - before.sum("auralis_listeners");
    if (places < options.listeners() + options.stuck()) {
      print(
          "The server has %.0f places left (AURALIS_MAX_CLIENTS); it will refuse the rest", places);
    }
    loop.poll(TimeUnit.SECONDS.toNanos(options.idle()));
    ServerMetrics idle = loop.metrics();
    double idleCpu = (idle.cpuSeconds() - before.cpuSeconds()) / idle.secondsSince(before);

    long began = System.nanoTime();
    ramp();
    while (settled(crowd) + settled(asleep) < options.listeners() + options.stuck()
        && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(60)) {
      loop.poll(TimeUnit.MILLISECONDS.toNanos(20));
    }
    double rampSeconds = (System.nanoTime() - began) / 1e9;
    print(
        "%d connected, %d failed within %.1f s",
        crowd.connected + asleep.connected, crowd.failed + asleep.failed, rampSeconds);

    // Compilers and buffers settle.
    loop.poll(SETTLE_NANOS);
    crowd.begin();
    ServerMetrics first = loop.metrics();
    ownCpuBefore = ownCpuSeconds();
    long measured = System.nanoTime();
    for (int second = 1; second <= options.seconds(); second++) {
      churn();
      loop.poll(measured + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
      if (second % 10 == 0 || second == options.seconds()) {
        print(
            "%4d s: %d connected, lateness p99 %d ms, max %d ms, %d gaps",
            second,
            crowd.connected,
            crowd.lateness.quantile(0.99),
            crowd.lateness.max(),
            crowd.gaps);
      }
    }
    ServerMetrics last = loop.metrics();
    report(first, last, idleCpu);
    if (!stuck.isEmpty()) {
      stuck.forEach(LoadListener::wakeUp);
      loop.poll(SETTLE_NANOS);
      print(
          "stuck, now they read %d still connected, ended by the server %d %s",
          asleep.connected, asleep.closedByServer, asleep.endings);
    }
    hangUp();
  }

  private static long settled(Crowd crowd) {
    return crowd.connected + crowd.failed + crowd.closedByServer;
  }

  private void ramp() throws IOException {
    int total = options.listeners() + options.stuck();
    long began = System.nanoTime();
    for (int made = 0; made < total; ) {
      long due = (System.nanoTime() - began) * options.ramp() / 1_000_000_000L + 1;
      for (; made < Math.min(due, total); made++) {
        // Those that never read come first, so that a reader suffers from them if it can.
        if (made < options.stuck()) {
          stuck.add(new LoadListener(options, asleep, loop.selector(), false));
        } else {
          new LoadListener(options, crowd, loop.selector(), true);
        }
      }
      loop.poll(TimeUnit.MILLISECONDS.toNanos(RAMP_STEP_MILLIS));
    }
  }

  /** Some come, and those that came a second ago go. */
  private void churn() throws IOException {
    while (!passersBy.isEmpty()) {
      passersBy.removeFirst().leave(ENDINGS[random.nextInt(ENDINGS.length)]);
    }
    for (int i = 0; i < options.churn(); i++) {
      passersBy.add(
          random.nextInt(4) > 0
              ? new LoadListener(options, visitors, loop.selector(), random.nextBoolean())
              : LoadListener.halfHandshake(options, visitors, loop.selector()));
      churned++;
    }
  }

  private void report(ServerMetrics first, ServerMetrics last, double idleCpu) {
    double seconds = last.secondsSince(first);
    double cpu = (last.cpuSeconds() - first.cpuSeconds()) / seconds;
    double thousands = last.sum("auralis_listeners") / 1_000;
    print("connected            %d (%d failed)", crowd.connected, crowd.failed);
    print(
        "first audio          p50 %d ms, p99 %d ms, max %d ms",
        crowd.firstAudio.quantile(0.5), crowd.firstAudio.quantile(0.99), crowd.firstAudio.max());
    print(
        "lateness of chunks   min %d ms, p50 %d ms, p99 %d ms, max %d ms",
        crowd.lateness.quantile(0),
        crowd.lateness.quantile(0.5),
        crowd.lateness.quantile(0.99),
        crowd.lateness.max());
    print(
        "between two chunks   100 ms and p1 %d, p50 %d, p99 %d, max %d ms",
        crowd.delay.quantile(0.01),
        crowd.delay.quantile(0.5),
        crowd.delay.quantile(0.99),
        crowd.delay.max());
    print(
        "chunks               %d, gaps %d, doubled %d, malformed frames %d",
        crowd.chunks, crowd.gaps, crowd.doubled, crowd.malformed);
    print("received             %.1f MB/s", crowd.bytes / 1e6 / seconds);
    print("ended by the server  %d %s", crowd.closedByServer, crowd.endings);
    print("errors heard         %s", crowd.errors);
    print("came and went        %d, of them %d after a handshake", churned, visitors.openings);
    print(
        "server: listeners    %.0f, chunks dropped %.0f, underruns %.0f",
        last.sum("auralis_listeners"),
        last.sum("auralis_chunks_dropped_total") - first.sum("auralis_chunks_dropped_total"),
        last.sum("auralis_underruns_total") - first.sum("auralis_underruns_total"));
    print(
        "server: CPU          %.3f cores, %.3f without listeners, so %.4f CPU-seconds per 1,000"
            + " listener-seconds",
        cpu, idleCpu, thousands == 0 ? 0 : (cpu - idleCpu) / thousands);
    print(
        "server: memory       resident %.0f MB, heap %.0f MB, threads %.0f, open files %.0f",
        last.sum("process_resident_memory_bytes") / 1e6,
        last.heapBytes() / 1e6,
        last.sum("jvm_threads_live_threads"),
        last.sum("process_files_open_files"));
    print("this program         %.3f cores", (ownCpuSeconds() - ownCpuBefore) / seconds);
  }

  private void hangUp() throws IOException {
    loop.hangUp();
    long deadline = System.nanoTime() + FAREWELL_NANOS;
    ServerMetrics after;
    do {
      loop.poll(SETTLE_NANOS);
      after = loop.metrics();
    } while (after.sum("auralis_listeners") > 0 && System.nanoTime() < deadline);
    print(
        "server: afterwards   %.0f listeners, %.0f connections, %.0f open files",
        after.sum("auralis_listeners"),
        after.sum("http_server_connections_seconds_active_count"),
        after.sum("process_files_open_files"));
  }

  /** CPU time of this process so far. */
  static double ownCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
