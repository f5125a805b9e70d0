package io.auralis.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * How much each logger may write, so that nobody fills a disk by whatever makes a library complain:
 * {@link #AT_ONCE} bytes, and {@link #PER_MINUTE} bytes a minute from then on. Lines that exceed it
 * are left out and counted.
 *
 * <p>A logger has a budget for each level, so that warnings leave room for errors. What is less
 * than INFO is let through: an operator has asked for all of it. Thread-safe.
 */
public final class LogVolume {

  /** Bytes at once: some 80 lines, or five stack traces. */
  static final int AT_ONCE = 32_768;

  /** Bytes a minute. */
  static final int PER_MINUTE = 32_768;

  private static final double SECONDS_PER_MINUTE = 60;

  /** What a line of JSON has besides its message. */
  private static final int LINE_BYTES = 300;

  private static final int FRAME_BYTES = 90;
  private static final int DEEPEST_CAUSE = 10;

  /** Loggers are named after classes; this many are never met. */
  private static final int MOST_BUDGETS = 2_000;

  private final LongSupplier nanoClock;
  private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

  private record Budget(TokenBucket bytes, LongAdder leftOut) {}

  /**
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public LogVolume(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether a line may be written; if not, it is counted. */
  public boolean permits(LogRecord line) {
    if (line.getLevel().intValue() < Level.INFO.intValue()) {
      return true;
    }
    String name = line.getLevel().getName() + " of " + line.getLoggerName();
    Budget budget = budgets.get(name);
    if (budget == null) {
      budget =
          budgets.computeIfAbsent(budgets.size() < MOST_BUDGETS ? name : "others", this::budget);
    }
    if (budget.bytes.take(Math.min(AT_ONCE, size(line)), nanoClock.getAsLong())) {
      return true;
    }
    budget.leftOut.increment();
    return false;
  }

  /**
   * Hands over what was left out since the last call.
   *
   * @param told gets the level and the logger, in words, and the number of lines
   */
  public void takeLeftOut(BiConsumer<String, Long> told) {
    budgets.forEach(
        (name, budget) -> {
          long lines = budget.leftOut.sumThenReset();
          if (lines > 0) {
            told.accept(name, lines);
          }
        });
  }

  private Budget budget(String name) {
    return new Budget(
        new TokenBucket(AT_ONCE, PER_MINUTE / SECONDS_PER_MINUTE, nanoClock.getAsLong()),
        new LongAdder());
  }

  private static int size(LogRecord line) {
    int bytes = LINE_BYTES + length(line.getMessage());
    Throwable cause = line.getThrown();
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      bytes += length(cause.getMessage()) + FRAME_BYTES * cause.getStackTrace().length;
      cause = cause.getCause();
    }
    return bytes;
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
