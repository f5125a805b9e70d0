package io.auralis.limits;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What a class, or everybody, writes into the log while a test runs. */
public final class LogLines extends Handler implements AutoCloseable {

  private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogLines(Logger logger) {
    this.logger = logger;
    logger.addHandler(this);
  }

  /** Listens to the logger of a class. */
  public static LogLines of(Class<?> type) {
    return new LogLines(Logger.getLogger(type.getName()));
  }

  /** Listens to all loggers, as far as their levels let lines pass. */
  public static LogLines ofAll() {
    return new LogLines(Logger.getLogger(""));
  }

  public List<LogRecord> lines() {
    return lines;
  }

  /** The same with the fields that each line has, where the log manager's own loggers wrote. */
  public List<ExtLogRecord> withFields() {
    return lines.stream().map(ExtLogRecord.class::cast).toList();
  }

  @Override
  public void publish(LogRecord line) {
    if (line instanceof ExtLogRecord withFields) {
      // Its fields are those of the thread that writes.
      withFields.copyAll();
    }
    lines.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
