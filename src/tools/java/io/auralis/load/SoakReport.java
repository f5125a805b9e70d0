package io.auralis.load;

import java.util.List;
import java.util.Locale;

/**
 * What a soak found, for {@code docs/performance.md} and for a table.
 *
 * @param before anybody came
 * @param after all had gone
 * @param came listeners, one after the other
 */
record SoakReport(
    SoakOptions options,
    List<SoakSample> samples,
    SoakVerdict verdict,
    SoakSample before,
    SoakSample after,
    Crowd crowd,
    long came) {

  /** Files that a server may have opened for good meanwhile: its log, a library, a loop. */
  private static final int FILES = 8;

  /** Below this share of the crowd nothing was tried. */
  private static final double CROWD = 0.9;

  /** Whether the crowd was there, all is flat, and nothing is left. */
  boolean passed() {
    return crowded() && verdict.flat() && emptied();
  }

  private boolean crowded() {
    return verdict.listeners() >= CROWD * options.load().listeners();
  }

  private boolean emptied() {
    return after.sessions() == 0
        && after.listeners() == 0
        && after.files() - before.files() <= FILES;
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    add(
        text,
        "%d listeners at a time for %d s, each for %d s on average: %d came. The first %d s do not"
            + " count.",
        options.load().listeners(),
        options.load().seconds(),
        options.stay(),
        came,
        options.warmup());
    add(
        text,
        "Median of those that were there: %.0f.%s",
        verdict.listeners(),
        crowded() ? "" : " **Too few: the server or this machine did not keep up.**");
    add(text, "");
    add(text, "| | median of the first third | of the last | rise | allowed | |");
    add(text, "|---|---|---|---|---|---|");
    for (SoakVerdict.Figure figure : verdict.figures()) {
      add(
          text,
          "| %s | %.1f | %.1f | %.1f | %.1f | %s |",
          figure.name(),
          figure.from(),
          figure.to(),
          figure.rise(),
          figure.allowance(),
          figure.flat() ? "flat" : "**rises**");
    }
    add(text, "");
    add(
        text,
        "Underruns: %.0f. Chunks dropped: %.0f. Gaps that listeners heard: %d of %d chunks.",
        after.underruns() - before.underruns(),
        after.dropped() - before.dropped(),
        crowd.gaps,
        crowd.chunks);
    add(
        text,
        "When all had gone: %.0f sessions, %.0f listeners, %.0f open files (%.0f before anybody"
            + " came), resident %.0f MB. %s",
        after.sessions(),
        after.listeners(),
        after.files(),
        before.files(),
        after.residentMb(),
        emptied() ? "Nothing is left." : "**Something is left.**");
    return text.toString();
  }

  String csv() {
    StringBuilder text = new StringBuilder();
    add(
        text,
        "seconds,resident_mb,heap_mb,native_mb,direct_mb,files,threads,sessions,listeners,underruns,dropped");
    for (SoakSample s : samples) {
      add(
          text,
          "%.1f,%.1f,%.1f,%.1f,%.1f,%.0f,%.0f,%.0f,%.0f,%.0f,%.0f",
          s.seconds(),
          s.residentMb(),
          s.heapMb(),
          s.nativeMb(),
          s.directMb(),
          s.files(),
          s.threads(),
          s.sessions(),
          s.listeners(),
          s.underruns(),
          s.dropped());
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
