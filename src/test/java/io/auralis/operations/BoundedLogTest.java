package io.auralis.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** The log of the running service, when something makes a library complain without end. */
@QuarkusTest
class BoundedLogTest {

  private static final Logger LIBRARY = Logger.getLogger("a.library.that.complains");
  private static final int LINES = 5_000;
  private static final int MOST_BYTES = 60_000;

  @ConfigProperty(name = "auralis.log-file")
  Path file;

  @Inject LogSummary summary;

  @Test
  void theFileGrowsByLittleAndTheRestIsCounted() throws IOException {
    // Given
    long before = Files.size(file);

    // When
    for (int i = 0; i < LINES; i++) {
      LIBRARY.warn("The request of somebody is wrong", new IllegalArgumentException("wrong"));
    }

    // Then
    assertThat(Files.size(file) - before).isBetween(1_000L, (long) MOST_BYTES);
    try (LogLines log = LogLines.of(LogSummary.class)) {
      summary.tell();
      assertThat(log.lines())
          .extracting(LogRecord::getMessage)
          .anyMatch(
              line ->
                  line.matches("\\d{4} more lines \\(WARN of a\\.library\\.that\\.complains\\).*"));
    }
  }
}
