package io.auralis.operations;

import io.auralis.limits.LogVolume;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Bounds what goes to the log file; {@code application.yaml} names it. */
@LoggingFilter(name = "file-volume")
public final class FileVolume implements Filter {

  /** Shared with {@link LogSummary}. */
  static final LogVolume VOLUME = new LogVolume(System::nanoTime);

  @Override
  public boolean isLoggable(LogRecord line) {
    return VOLUME.permits(line);
  }
}
