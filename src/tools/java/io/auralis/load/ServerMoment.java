package io.auralis.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's process has used up to a moment. NaN stands for what nobody tells.
 *
 * @param atNanos when it was read
 * @param cpuSeconds CPU time since its start
 * @param residentMb resident memory
 * @param heapMb what the heap holds, garbage included
 * @param ticks rendered ticks
 * @param tickSeconds the time that they took
 * @param longestTick the longest of late, in seconds
 * @param loadRatio the share of a tick that the stations take, as the server sees it
 * @param dropped chunks that the server dropped
 * @param underruns chunks that were late
 * @param expired personal stations that ended because nobody listened
 */
record ServerMoment(
    long atNanos,
    double cpuSeconds,
    double residentMb,
    double heapMb,
    double ticks,
    double tickSeconds,
    double longestTick,
    double loadRatio,
    double dropped,
    double underruns,
    double expired) {

  /** Linux counts in hundredths for programs, whatever the kernel's own clock is. */
  private static final double CLOCK_TICKS_PER_SECOND = 100;

  private static final double TICK_MILLIS = 100;
  private static final String LOAD_RATIO = "auralis_station_load_ratio";
  private static final double SHORTEST_SECONDS = 0.5;
  private static final int USER_TIME = 11;
  private static final double MEGABYTE = 1e6;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /**
   * Reads the metrics, and with a process id the process itself.
   *
   * @throws IOException if the server does not answer, or the process does not exist
   */
  static ServerMoment read(StationsOptions options) throws IOException {
    ServerMetrics metrics = ServerMetrics.read(options.load());
    boolean process = options.pid() > 0;
    return new ServerMoment(
        process ? System.nanoTime() : metrics.atNanos(),
        process
            ? cpuSeconds(procFile(options.pid(), "stat"))
            : value(metrics, "process_cpu_time_ns_total") / 1e9,
        process
            ? residentMb(procFile(options.pid(), "status"))
            : value(metrics, "process_resident_memory_bytes") / MEGABYTE,
        metrics.heapBytes() / MEGABYTE,
        value(metrics, "auralis_tick_seconds_count"),
        value(metrics, "auralis_tick_seconds_sum"),
        value(metrics, "auralis_tick_seconds_max"),
        metrics.has(LOAD_RATIO) ? metrics.sum(LOAD_RATIO) : value(metrics, "auralis_tick_load"),
        metrics.sum("auralis_chunks_dropped_total"),
        metrics.sum("auralis_underruns_total"),
        metrics.sum("auralis_stations_ended_total", "reason", "expired"));
  }

  /** Has the server's JVM collect its garbage, so that the heap is what is in use. */
  static void collect(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.run")
            .redirectErrorStream(true)
            .start();
    jcmd.getInputStream().readAllBytes();
  }

  /** Cores that were busy since an earlier moment; NaN if that is too short a time to tell. */
  double coresSince(ServerMoment earlier) {
    double seconds = (atNanos - earlier.atNanos) / 1e9;
    return seconds < SHORTEST_SECONDS ? Double.NaN : (cpuSeconds - earlier.cpuSeconds) / seconds;
  }

  /**
   * The mean time of a tick since an earlier moment, in milliseconds; of a server that does not
   * count ticks, what its load says now.
   */
  double tickMillisSince(ServerMoment earlier) {
    double counted = (tickSeconds - earlier.tickSeconds) / (ticks - earlier.ticks) * 1e3;
    return Double.isFinite(counted) ? counted : loadRatio * TICK_MILLIS;
  }

  /** User and system time in {@code /proc/PID/stat}; the name in brackets may hold anything. */
  static double cpuSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
        / CLOCK_TICKS_PER_SECOND;
  }

  /** Resident memory in {@code /proc/PID/status}. */
  static double residentMb(String status) {
    Matcher matcher = RESIDENT.matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) * 1_024 / MEGABYTE : Double.NaN;
  }

  private static String procFile(long pid, String name) throws IOException {
    Path file = Path.of("/proc", String.valueOf(pid), name);
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "--pid=%d; %s cannot be read: is the server on this machine?",
              pid,
              file),
          e);
    }
  }

  private static double value(ServerMetrics metrics, String name) {
    return metrics.has(name) ? metrics.sum(name) : Double.NaN;
  }
}
