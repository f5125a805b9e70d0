package io.auralis.load;

import java.util.List;
import java.util.Locale;

/**
 * The table of a run with personal stations, in Markdown.
 *
 * <p>The first row is compared with the server before there were stations, every other row with the
 * first: what a further station costs in CPU time and memory. Where nobody listens, nobody tells
 * how late chunks come.
 */
final class StationsTable {

  private static final String HEADER =
      """
      | stations | admitted | CPU, % of a core | per station | marginal station | lateness p50, p99, max, ms | \
      gaps | resident, MB | heap, MB | a further station, resident and heap, MB | tick mean, max, ms | load |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private static final String NOTHING = "–";

  private StationsTable() {}

  /**
   * @param idle the server without stations, before and after its measurement
   * @param idleHeapMb its heap then
   */
  static String of(
      ServerMoment idleBefore, ServerMoment idle, double idleHeapMb, List<StationsStep> steps) {
    StringBuilder table = new StringBuilder(HEADER);
    Base base = new Base(0, idle.coresSince(idleBefore), idle.residentMb(), idleHeapMb);
    for (StationsStep step : steps) {
      table.append(row(base, step)).append('\n');
      if (step == steps.get(0)) {
        base = new Base(step.admitted(), step.cores(), step.after().residentMb(), step.heapMb());
      }
    }
    return table.toString();
  }

  /** What the rows are compared with. */
  private record Base(int stations, double cores, double residentMb, double heapMb) {}

  private static String row(Base base, StationsStep step) {
    int more = step.admitted() - base.stations();
    boolean idle = step.listeners() == 0;
    // An idle station takes kilobytes.
    String share = idle ? "%.3f" : "%.2f";
    return String.format(
        Locale.ROOT,
        "| %d | %d | %s | %s | %s | %s | %s | %s | %s | %s, %s | %s, %s | %s |",
        step.stations(),
        step.admitted(),
        number("%.1f", step.cores() * 100),
        number(share, step.cores() * 100 / step.admitted()),
        number(share, (step.cores() - base.cores()) * 100 / more),
        idle ? NOTHING : lateness(step.heard().lateness()),
        idle ? NOTHING : step.heard().gaps(),
        number("%.0f", step.after().residentMb()),
        number("%.0f", step.heapMb()),
        number(share, (step.after().residentMb() - base.residentMb()) / more),
        number(share, (step.heapMb() - base.heapMb()) / more),
        number("%.1f", step.after().tickMillisSince(step.before())),
        number("%.0f", step.after().longestTick() * 1e3),
        number("%.2f", step.after().loadRatio()));
  }

  private static String lateness(Heard.Quantiles times) {
    return String.format(Locale.ROOT, "%d, %d, %d", times.p50(), times.p99(), times.max());
  }

  /** A dash for what nobody told, or what nothing can be divided by. */
  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
  }
}
