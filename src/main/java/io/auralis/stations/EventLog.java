package io.auralis.stations;

import io.auralis.limits.LineBudget;
import io.auralis.music.GenerationParameters;
import io.auralis.station.GenerationUpdate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * What an operator wants to know of a station, a line each: the message for people, the same as
 * fields for machines. With JSON the fields are the line's {@code mdc}.
 *
 * <p>No line per chunk, and none that somebody could provoke without end. A refusal is told at
 * once, and those for the same reason are then counted for a minute. Listeners, controls and
 * phrases have a line each up to a number; beyond that, their number is told once a minute. No
 * token and nothing else that a client sent goes into a line.
 *
 * <p>Thread-safe. Lines of a render thread have the field {@code station} anyway, whoever writes
 * them.
 */
public final class EventLog {

  private static final Logger LOG = Logger.getLogger(EventLog.class);

  /** Lines about listeners at once: a crowd that comes back after a restart. */
  private static final int LISTENER_LINES = 40;

  /** Lines about controls and the phrases that carry them. */
  private static final int CONTROL_LINES = 20;

  private static final int LINES_PER_MINUTE = 20;

  private static final String JOINED = "listener_joined";
  private static final String LEFT = "listener_left";
  private static final String CONTROL = "control";
  private static final String PHRASE = "phrase";
  private static final String REFUSED = "refused";
  private static final String STATION = "station";

  private final String station;
  private final LongSupplier nanoClock;
  private final Map<String, LineBudget> budgets;

  /** By reason: the program's own words, a handful. */
  private final Map<String, LineBudget> refusals;

  /** The log of a station. */
  public EventLog(String station) {
    this(station, System::nanoTime);
  }

  EventLog(String station, LongSupplier nanoClock) {
    this.station = station;
    this.nanoClock = nanoClock;
    refusals = new ConcurrentHashMap<>();
    Map<String, LineBudget> lines = new LinkedHashMap<>();
    lines.put(JOINED, new LineBudget(LISTENER_LINES, LINES_PER_MINUTE, nanoClock));
    lines.put(LEFT, new LineBudget(LISTENER_LINES, LINES_PER_MINUTE, nanoClock));
    lines.put(CONTROL, new LineBudget(CONTROL_LINES, LINES_PER_MINUTE, nanoClock));
    lines.put(PHRASE, new LineBudget(CONTROL_LINES, LINES_PER_MINUTE, nanoClock));
    lines.put(STATION, new LineBudget(LISTENER_LINES, LINES_PER_MINUTE, nanoClock));
    budgets = lines;
  }

  private EventLog(String station, EventLog shared) {
    this.station = station;
    nanoClock = shared.nanoClock;
    budgets = shared.budgets;
    refusals = shared.refusals;
  }

  /** The log of another station that has its lines out of the same budget. */
  EventLog of(String other) {
    return new EventLog(other, this);
  }

  /** Somebody listens. */
  public void joined(String listener, String format, int listeners) {
    if (budgets.get(JOINED).take()) {
      write(
          Logger.Level.INFO,
          JOINED,
          text("Listener %s joined for %s; %d listen", listener, format, listeners),
          Map.of("listener", listener, "format", format, "listeners", listeners));
    }
  }

  /** Somebody listens no more. */
  public void left(String listener, String format, String reason, long dropped, int listeners) {
    if (budgets.get(LEFT).take()) {
      write(
          Logger.Level.INFO,
          LEFT,
          text("Listener %s left: %s; %d listen", listener, reason, listeners),
          Map.of(
              "listener", listener,
              "format", format,
              "reason", reason,
              "dropped", dropped,
              "listeners", listeners));
    }
  }

  /** Something happened to the station itself. */
  void told(Logger.Level level, String text) {
    if (budgets.get(STATION).take()) {
      write(level, STATION, text, Map.of());
    }
  }

  /**
   * Somebody was turned away.
   *
   * @param reason one of the program's own sentences, nothing that a client sent
   */
  public void refused(String reason) {
    LineBudget budget = refusals.computeIfAbsent(reason, it -> new LineBudget(1, 1, nanoClock));
    if (budget.take()) {
      writeRefused(reason, 1 + budget.takeAllLeftOut());
    }
  }

  /**
   * Controls were accepted and take effect together.
   *
   * @param listener who sent the last of them
   * @param controls how many
   */
  void controlled(String listener, GenerationUpdate update, int controls) {
    if (budgets.get(CONTROL).take()) {
      Map<String, Object> fields = fields(update);
      fields.put("listener", listener);
      fields.put("controls", controls);
      String others = controls == 1 ? "" : text(" and %d before it", controls - 1);
      write(
          Logger.Level.INFO,
          CONTROL,
          text(
              "Control of %s%s: %s from %s on",
              listener, others, text(update.parameters()), update.phraseId()),
          fields);
    }
  }

  /** A phrase begins to sound; of interest if somebody listens. */
  void phraseBegan(GenerationUpdate update, String tier, boolean heard) {
    if (!heard || budgets.get(PHRASE).take()) {
      Map<String, Object> fields = fields(update);
      fields.put("tier", tier);
      write(
          heard ? Logger.Level.INFO : Logger.Level.DEBUG,
          PHRASE,
          text("%s: %s", update.phraseId(), text(update.parameters())),
          fields);
    }
  }

  /** Tells how many lines were left out, a minute after the first of them. Called now and then. */
  void tellLeftOut() {
    budgets.forEach(
        (event, budget) -> {
          long times = budget.takeLeftOut();
          if (times > 0) {
            write(
                Logger.Level.INFO,
                event,
                text("%d more lines %s were left out", times, event),
                Map.of("times", times));
          }
        });
    refusals.forEach(
        (reason, budget) -> {
          long times = budget.takeLeftOut();
          if (times > 0) {
            writeRefused(reason, times);
          }
        });
  }

  private void writeRefused(String reason, long times) {
    write(
        Logger.Level.WARN,
        REFUSED,
        text("Refused: %s (%d since the last line)", reason, times),
        Map.of("reason", reason, "times", times));
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
    return text(
        "%s, %s, %d bpm, intensity %s",
        parameters.key().displayName(),
        parameters.soundingMode().displayName(),
        parameters.tempo().bpm(),
        parameters.intensity());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
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
