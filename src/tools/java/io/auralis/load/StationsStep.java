package io.auralis.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One step of a run with personal stations, measured.
 *
 * @param stations how many were to play
 * @param admitted how many the server made
 * @param refused those that it did not make, by status and reason
 * @param expired how many had ended by then because nobody listened
 * @param listeners listeners that were to hear the admitted ones; 0 if those are idle
 * @param making how long the server took to make one
 * @param before the server when the measurement began
 * @param after the server when it ended
 * @param heapMb the heap after the measurement, and after a collection if the process is known
 * @param ownCores what the load program took
 */
record StationsStep(
    int stations,
    int admitted,
    Map<String, Long> refused,
    long expired,
    long listeners,
    Heard.Quantiles making,
    Heard heard,
    ServerMoment before,
    ServerMoment after,
    double heapMb,
    double ownCores) {

  /** Chunks are late for a listener beyond this: a chunk lasts as long. */
  static final long MOST_LATE_MILLIS = 100;

  /** Cores that the server took. */
  double cores() {
    return after.coresSince(before);
  }

  /** Why this is more than the server can carry; empty if it holds. */
  List<String> broken() {
    List<String> reasons = new ArrayList<>();
    if (admitted < stations) {
      reasons.add(text("%d stations refused %s", stations - admitted, refused));
    }
    if (expired > 0) {
      reasons.add(text("%d stations expired: nobody listened", expired));
    }
    if (heard.gaps() > 0) {
      reasons.add(
          text("%d chunks missed by %d listeners", heard.gaps(), heard.listenersWithGaps()));
    }
    if (heard.repeats() > 0) {
      reasons.add(
          text(
              "%d chunks repeated to %d listeners", heard.repeats(), heard.listenersWithRepeats()));
    }
    if (heard.lateness().p99() > MOST_LATE_MILLIS) {
      reasons.add(text("p99 of lateness %d ms", heard.lateness().p99()));
    }
    if (heard.connected() < listeners) {
      reasons.add(text("%d listeners lost %s", listeners - heard.connected(), heard.endings()));
    }
    if (heard.silent() > 0) {
      reasons.add(text("%d listeners heard nothing", heard.silent()));
    }
    if (heard.malformed() > 0) {
      reasons.add(text("%d malformed frames", heard.malformed()));
    }
    return reasons;
  }

  /** All figures, a line each; of idle stations without those that listeners tell. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(text("made                 %d of %d, request %s", admitted, stations, making));
    lines.add(text("refused              %s", refused));
    if (listeners > 0) {
      lines.addAll(heardLines());
    }
    lines.add(
        text(
            "server: CPU          %.3f cores, %.3f %% of a core per station",
            cores(), admitted == 0 ? 0 : cores() / admitted * 100));
    lines.add(
        text("server: memory       resident %.0f MB, heap %.0f MB", after.residentMb(), heapMb));
    lines.add(
        text(
            "server: tick         mean %.2f ms, max %.0f ms, load %.2f",
            after.tickMillisSince(before), after.longestTick() * 1e3, after.loadRatio()));
    lines.add(
        text(
            "server: chunks       dropped %.0f, underruns %.0f",
            after.dropped() - before.dropped(), after.underruns() - before.underruns()));
    lines.add(text("this program         %.3f cores", ownCores));
    return lines;
  }

  private List<String> heardLines() {
    return List.of(
        text(
            "listeners            %d of %d connected, ended %s",
            heard.connected(), listeners, heard.endings()),
        text("errors heard         %s", heard.errors()),
        text("first audio          %s", heard.firstAudio()),
        text("lateness of chunks   %s", heard.lateness()),
        text(
            "chunks               %d, gaps %d (%d listeners, at most %d for one), repeats %d,"
                + " silent listeners %d",
            heard.chunks(),
            heard.gaps(),
            heard.listenersWithGaps(),
            heard.mostMissed(),
            heard.repeats(),
            heard.silent()));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
