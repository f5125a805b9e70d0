package io.auralis.stations;

import io.auralis.synthesis.SynthesisReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What an operator wants to know of all stations together, a line each. Thread-safe. */
public final class GroupLog implements GroupEvents {

  private static final Logger LOG = Logger.getLogger(GroupLog.class);

  @Override
  public void tierChanged(SynthesisReport before, SynthesisReport now) {
    boolean fell = falls(now) > falls(before);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("event", "tier");
    fields.put("tier", now.tier());
    fields.put("tier_before", before.tier());
    fields.put("last_failure", now.lastFailure());
    if (!now.audible()) {
      write(
          Logger.Level.ERROR,
          "CRITICAL: nothing is left that makes music; listeners hear silence. "
              + now.lastFailure(),
          fields);
    } else if (fell) {
      write(
          Logger.Level.WARN,
          String.format(
              Locale.ROOT,
              "Synthesis on %s failed: %s. The stream goes on with %s",
              before.tier(),
              now.lastFailure(),
              now.tier()),
          fields);
    } else {
      write(Logger.Level.INFO, "The stream returns to " + now.tier(), fields);
    }
  }

  @Override
  public void loadStepChanged(GroupStatus now) {
    write(
        Logger.Level.INFO,
        String.format(
            Locale.ROOT,
            "Load step %d of %d for personal stations, %d for shared ones: a tick takes %.0f %% of"
                + " its time",
            now.personalStep(),
            LoadGovernor.MOST,
            now.sharedStep(),
            now.load() * 100),
        Map.of("event", "load"));
  }

  private static long falls(SynthesisReport report) {
    return report.tiers().stream().mapToLong(SynthesisReport.TierReport::falls).sum();
  }

  private static void write(Logger.Level level, String text, Map<String, String> fields) {
    fields.forEach(MDC::put);
    try {
      LOG.log(level, text);
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }
}
