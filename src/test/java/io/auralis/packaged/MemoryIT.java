package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.load.LoadProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a hundred listeners take of the machine's memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Resident memory is read from /proc")
class MemoryIT {

  private static final int LISTENERS = 100;
  private static final double MOST_BYTES = 250e6;

  @TempDir Path directory;

  @Test
  void aSmallHeapPlaysForAHundredListenersAndTheProcessStaysSmall() throws Exception {
    // Given: a native image has no use for the options, and no need
    try (PackagedApplication application =
        PackagedApplication.start(
            directory,
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Xmx128m -Xms16m -XX:+UseSerialGC",
                "AURALIS_MAX_CLIENTS",
                String.valueOf(LISTENERS)),
            Surroundings.COMPILED)) {

      // When
      CompletableFuture<Void> crowd =
          CompletableFuture.runAsync(
              () -> {
                try {
                  LoadProgram.main(
                      new String[] {
                        "--port=" + application.uri().getPort(),
                        "--listeners=" + LISTENERS,
                        "--format=json",
                        "--idle=1",
                        "--seconds=15"
                      });
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(
              () ->
                  read(application, "auralis_listeners{kind=\"shared\"} ") == LISTENERS
                      && read(
                              application,
                              "auralis_chunks_sent_total{format=\"json\",kind=\"shared\"} ")
                          > 20 * LISTENERS);

      // Then: a heap that has grown does not shrink again so soon
      crowd.join();
      assertThat(read(application, "process_resident_memory_bytes ")).isLessThan(MOST_BYTES);
      assertThat(application.output()).doesNotContain("OutOfMemoryError");
    }
  }

  private static double read(PackagedApplication application, String sample) throws Exception {
    Matcher value =
        Pattern.compile("^" + Pattern.quote(sample) + "(\\S+)$", Pattern.MULTILINE)
            .matcher(application.get("/q/metrics").body());
    assertThat(value.find()).as(sample).isTrue();
    return Double.parseDouble(value.group(1));
  }
}
