package io.auralis.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a crowd come and go for a long time, and says whether the server's memory, files and threads
 * stayed where they were.
 *
 * <p>Each listener takes one of the server's formats, stays for a random time, and is followed by
 * another; they leave in any of the ways of {@link Ending}. Options: see {@link SoakOptions}. Ends
 * with code 1 if a figure is not flat, or something is left when all have gone.
 */
final class SoakProgram {

  private static final Ending[] ENDINGS = Ending.values();
  private static final Pattern NMT_TOTAL = Pattern.compile("Total:.* committed=(\\d+)KB");
  private static final Pattern NMT_HEAP = Pattern.compile("Java Heap \\(.* committed=(\\d+)KB");
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final SoakOptions options;
  private final Crowd crowd = new Crowd();
  private final CrowdLoop loop;
  private final Random random = new Random(1);
  private final PriorityQueue<Guest> guests = new PriorityQueue<>();
  private final List<SoakSample> samples = new ArrayList<>();
  private final List<LoadOptions> formats = new ArrayList<>();
  private final long began = System.nanoTime();
  private long came;

  /** A listener and when it goes. */
  private record Guest(LoadListener listener, long leavesNanos) implements Comparable<Guest> {
    @Override
    public int compareTo(Guest other) {
      return Long.compare(leavesNanos, other.leavesNanos);
    }
  }

  private SoakProgram(SoakOptions options) throws IOException {
    this.options = options;
    this.loop = new CrowdLoop(options.load());
  }

  /** Runs, prints, ends. */
  static void main(String[] arguments) throws IOException {
    SoakOptions options;
    try {
      options = SoakOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (!new SoakProgram(options).run()) {
      System.exit(1);
    }
  }

  private boolean run() throws IOException {
    print("%s", options);
    ServerMetrics first = loop.metrics();
    double places = first.sum("auralis_listeners_limit");
    if (places < options.load().listeners()) {
      System.err.printf(
          Locale.ROOT,
          "The server has %.0f places for %d listeners; start it with AURALIS_MAX_CLIENTS=%d%n",
          places,
          options.load().listeners(),
          2 * options.load().listeners());
      return false;
    }
    for (String format : List.of("json", "pcm", "opus")) {
      if (first.values().containsKey("auralis_format_listeners{format=\"" + format + "\"}")) {
        formats.add(options.in(format));
      }
    }
    print("formats: %s", formats.stream().map(LoadOptions::format).toList());
    SoakSample before = sample();
    samples.add(before);
    long nextSample = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.sample());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.load().seconds());
    while (System.nanoTime() < end) {
      comeAndGo();
      loop.poll(STEP_NANOS);
      if (System.nanoTime() >= nextSample) {
        // One that was missed is left out: three at once would say no more.
        nextSample = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.sample());
        samples.add(sample());
        progress(samples.get(samples.size() - 1));
      }
    }
    SoakSample after = empty();
    SoakVerdict verdict = SoakVerdict.of(samples, options.warmup());
    SoakReport report = new SoakReport(options, samples, verdict, before, after, crowd, came);
    Path directory = Files.createDirectories(Path.of(options.out()));
    Files.writeString(directory.resolve("soak.md"), report.markdown());
    Files.writeString(directory.resolve("soak.csv"), report.csv());
    SoakPainter.paint(samples, options.warmup(), directory.resolve("soak.png").toFile());
    print("%n%s%nIn %s: soak.md, soak.csv, soak.png", report.markdown(), directory);
    return report.passed();
  }

  /** Those whose time is over go; others come, spread over the first seconds. */
  private void comeAndGo() throws IOException {
    long now = System.nanoTime();
    while (!guests.isEmpty() && guests.peek().leavesNanos() <= now) {
      guests.remove().listener().leave(ENDINGS[random.nextInt(ENDINGS.length)]);
    }
    int wanted = options.load().listeners();
    int atOnce = Math.max(1, wanted / 20);
    for (int i = 0; i < atOnce && guests.size() < wanted; i++) {
      LoadOptions format = formats.get(random.nextInt(formats.size()));
      double stay = -Math.log(1 - random.nextDouble()) * options.stay();
      guests.add(
          new Guest(
              new LoadListener(format, crowd, loop.selector(), true),
              now + (long) (stay * TimeUnit.SECONDS.toNanos(1))));
      came++;
    }
  }

  /** Everybody goes; what is there when the server has noticed. */
  private SoakSample empty() throws IOException {
    guests.clear();
    loop.hangUp();
    long deadline = System.nanoTime() + FAREWELL_NANOS;
    SoakSample after;
    do {
      loop.poll(SETTLE_NANOS);
      after = sample();
    } while (after.sessions() > 0 && System.nanoTime() < deadline);
    return after;
  }

  private SoakSample sample() throws IOException {
    ServerMetrics metrics = loop.metrics();
    return SoakSample.of(
        (System.nanoTime() - began) / 1e9, metrics, loop.meanwhile(this::nativeMegabytes));
  }

  /** What the JVM has committed outside its heap, if it keeps count and we may ask. */
  private double nativeMegabytes() throws IOException {
    if (options.pid() == 0) {
      return Double.NaN;
    }
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(options.pid()),
                "VM.native_memory",
                "summary")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = NMT_TOTAL.matcher(text);
    Matcher heap = NMT_HEAP.matcher(text);
    return total.find() && heap.find()
        ? (Long.parseLong(total.group(1)) - Long.parseLong(heap.group(1))) * 1_024 / 1e6
        : Double.NaN;
  }

  private void progress(SoakSample now) {
    print(
        "%5.0f s: %.0f listeners, %d came, resident %.0f MB, heap %.0f, native %.0f, %.0f files, "
            + "%.0f threads, %.0f underruns, %.0f dropped, %d gaps",
        now.seconds(),
        now.listeners(),
        came,
        now.residentMb(),
        now.heapMb(),
        now.nativeMb(),
        now.files(),
        now.threads(),
        now.underruns(),
        now.dropped(),
        crowd.gaps);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
