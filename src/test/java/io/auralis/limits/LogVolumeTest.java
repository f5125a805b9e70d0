package io.auralis.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogVolumeTest {

  private long nanos;
  private final LogVolume volume = new LogVolume(() -> nanos);

  @Test
  void whatALoggerWritesIsBoundedInBytes() {
    // When: an hour in which something is to be complained of each millisecond
    long bytes = 0;
    for (int i = 0; i < 3_600_000; i++) {
      nanos += TimeUnit.MILLISECONDS.toNanos(1);
      LogRecord line = line(Level.WARNING, "a.library", "x".repeat(50));
      bytes += volume.permits(line) ? 350 : 0;
    }

    // Then
    assertThat(bytes)
        .isBetween(
            (long) LogVolume.PER_MINUTE * 59, (long) LogVolume.AT_ONCE + LogVolume.PER_MINUTE * 60);
  }

  @Test
  void aStackTraceCountsAsWhatItIs() {
    int written = 0;
    for (int i = 0; i < 1_000; i++) {
      LogRecord line = line(Level.SEVERE, "a.library", "it failed");
      line.setThrown(new IllegalStateException("outside", new IllegalStateException("inside")));
      written += volume.permits(line) ? 1 : 0;
    }
    assertThat(written).isBetween(1, 20);
  }

  @Test
  void aLineLargerThanAllIsWrittenOnce() {
    LogRecord line = line(Level.INFO, "a.library", "x".repeat(1_000_000));

    assertThat(volume.permits(line)).isTrue();
    assertThat(volume.permits(line)).isFalse();
  }

  @Test
  void oneLoggerLeavesRoomForOthersAndWarningsForErrors() {
    exhaust(Level.WARNING, "a.library");

    assertThat(volume.permits(line(Level.SEVERE, "a.library", "an error"))).isTrue();
    assertThat(volume.permits(line(Level.WARNING, "another", "a warning"))).isTrue();
  }

  @Test
  void anOperatorWhoAsksForAllOfItGetsIt() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(volume.permits(line(Level.FINE, "a.library", "a detail"))).isTrue();
    }
  }

  @Test
  void whatIsLeftOutIsCountedAndToldOnce() {
    exhaust(Level.WARNING, "a.library");
    volume.takeLeftOut((kind, lines) -> {});
    for (int i = 0; i < 7; i++) {
      volume.permits(line(Level.WARNING, "a.library", "again"));
    }

    Map<String, Long> told = new TreeMap<>();
    volume.takeLeftOut(told::put);
    assertThat(told).containsExactly(Map.entry("WARNING of a.library", 7L));
    told.clear();
    volume.takeLeftOut(told::put);
    assertThat(told).isEmpty();
  }

  private void exhaust(Level level, String logger) {
    while (volume.permits(line(level, logger, "again"))) {
      // Until it is enough.
    }
  }

  private static LogRecord line(Level level, String logger, String message) {
    LogRecord line = new LogRecord(level, message);
    line.setLoggerName(logger);
    return line;
  }
}
