package io.auralis.load;

/**
 * A look at the server during a soak.
 *
 * @param seconds since the soak began
 * @param residentMb memory of the process that lies in RAM
 * @param heapMb used heap
 * @param nativeMb what the JVM has committed outside its heap by its own count; NaN if that is not
 *     known
 * @param directMb in buffers outside the heap
 * @param files open files that belong to no session
 * @param threads of the process, native ones included
 * @param sessions open WebSocket sessions
 * @param listeners admitted listeners
 * @param underruns chunks that were late, since the start
 * @param dropped chunks that listeners lost, since the start
 */
record SoakSample(
    double seconds,
    double residentMb,
    double heapMb,
    double nativeMb,
    double directMb,
    double files,
    double threads,
    double sessions,
    double listeners,
    double underruns,
    double dropped) {

  private static final double MEGABYTE = 1e6;

  static SoakSample of(double seconds, ServerMetrics metrics, double nativeMb) {
    return new SoakSample(
        seconds,
        metrics.sum("process_resident_memory_bytes") / MEGABYTE,
        metrics.heapBytes() / MEGABYTE,
        nativeMb,
        metrics.sum("auralis_direct_memory_bytes") / MEGABYTE,
        metrics.sum("process_files_open_files") - metrics.sum("auralis_sessions"),
        metrics.sum("process_threads"),
        metrics.sum("auralis_sessions"),
        metrics.sum("auralis_listeners"),
        metrics.sum("auralis_underruns_total"),
        metrics.sum("auralis_chunks_dropped_total"));
  }
}
