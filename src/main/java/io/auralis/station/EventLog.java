package io.auralis.station;

import io.auralis.music.GenerationParameters;
import io.auralis.synthesis.SynthesisReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * What an operator wants to know of a station, a line each: the message for people, the same as
 * fields for machines. With JSON the fields are the line's {@code mdc}.
 *
 * <p>No line per chunk, and none that somebody could provoke without end: refusals are told once a
 * second, with their number. No token and nothing else that a client sent goes into a line.
 *
 * <p>Thread-safe. Lines of a render thread have the field {@code station} anyway, whoever writes
 * them.
 */
public final class EventLog {

  private static final Logger LOG = Logger.getLogger(EventLog.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String station;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

  /** The log of a station. */
  public EventLog(String station) {
    this.station = station;
  }

  /** Has all lines of the calling thread say that they are about this station. */
  void nameThread() {
    MDC.put("station", station);
  }

  /** Somebody listens. */
  public void joined(String listener, String format, int listeners) {
    write(
        Logger.Level.INFO,
        "listener_joined",
        String.format(
            Locale.ROOT, "Listener %s joined for %s; %d listen", listener, format, listeners),
        Map.of("listener", listener, "format", format, "listeners", listeners));
  }

  /** Somebody listens no more. */
  public void left(String listener, String format, String reason, long dropped, int listeners) {
    write(
        Logger.Level.INFO,
        "listener_left",
        String.format(Locale.ROOT, "Listener %s left: %s; %d listen", listener, reason, listeners),
        Map.of(
            "listener", listener,
            "format", format,
            "reason", reason,
            "dropped", dropped,
            "listeners", listeners));
  }

  /** Somebody was turned away. */
  public void refused(String reason) {
    untold.incrementAndGet();
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE_NANOS)) {
      long times = untold.getAndSet(0);
      write(
          Logger.Level.WARN,
          "refused",
          String.format(Locale.ROOT, "Refused: %s (%d since the last line)", reason, times),
          Map.of("reason", reason, "times", times));
    }
  }

  /** A control was accepted. */
  public void controlled(String listener, GenerationUpdate update) {
    Map<String, Object> fields = fields(update);
    fields.put("listener", listener);
    write(
        Logger.Level.INFO,
        "control",
        String.format(
            Locale.ROOT,
            "Control of %s: %s from %s on",
            listener,
            text(update.parameters()),
            update.phraseId()),
        fields);
  }

  /** A phrase begins to sound; of interest if somebody listens. */
  void phraseBegan(GenerationUpdate update, SynthesisReport synthesis, boolean heard) {
    Map<String, Object> fields = fields(update);
    fields.put("tier", synthesis.tier());
    write(
        heard ? Logger.Level.INFO : Logger.Level.DEBUG,
        "phrase",
        String.format(Locale.ROOT, "%s: %s", update.phraseId(), text(update.parameters())),
        fields);
  }

  /** Another tier makes the sound, because the one before failed or a better one recovered. */
  void tierChanged(SynthesisReport before, SynthesisReport now) {
    boolean fell = falls(now) > falls(before);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tier", now.tier());
    fields.put("tier_before", before.tier());
    fields.put("last_failure", now.lastFailure());
    if (!now.audible()) {
      write(
          Logger.Level.ERROR,
          "tier",
          "CRITICAL: nothing is left that makes music; listeners hear silence. "
              + now.lastFailure(),
          fields);
    } else if (fell) {
      write(
          Logger.Level.WARN,
          "tier",
          String.format(
              Locale.ROOT,
              "Synthesis on %s failed: %s. The stream goes on with %s",
              before.tier(),
              now.lastFailure(),
              now.tier()),
          fields);
    } else {
      write(Logger.Level.INFO, "tier", "The stream returns to " + now.tier(), fields);
    }
  }

  private static long falls(SynthesisReport report) {
    return report.tiers().stream().mapToLong(SynthesisReport.TierReport::falls).sum();
  }

  private static Map<String, Object> fields(GenerationUpdate update) {
    GenerationParameters parameters = update.parameters();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("phrase", update.phraseId());
    fields.put("key", parameters.key().displayName());
    fields.put("mode", parameters.soundingMode().displayName());
    fields.put("bpm", parameters.tempo().bpm());
    fields.put("intensity", parameters.intensity());
    return fields;
  }

  private static String text(GenerationParameters parameters) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %d bpm, intensity %s",
        parameters.key().displayName(),
        parameters.soundingMode().displayName(),
        parameters.tempo().bpm(),
        parameters.intensity());
  }

  /** The fields stand beside those that the thread has, for this one line. */
  private void write(Logger.Level level, String event, String text, Map<String, Object> fields) {
    if (!LOG.isEnabled(level)) {
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("event", event);
    all.put("station", station);
    Map<String, Object> before = new LinkedHashMap<>();
    all.forEach((name, value) -> before.put(name, MDC.put(name, String.valueOf(value))));
    try {
      LOG.log(level, text);
    } finally {
      before.forEach(EventLog::restore);
    }
  }

  private static void restore(String name, Object value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
