package io.auralis.operations;

import io.auralis.stations.GroupEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How long the work of a tick takes, as a histogram; the budget is 100 ms. */
@Singleton
class TickTimes implements GroupEvents {

  /** From one idle station to the longest tick there may be. */
  private static final Duration[] BUCKETS =
      LongStream.of(1, 2, 5, 10, 20, 30, 40, 50, 60, 80, 100, 150, 250, 500, 1_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Timer ticks;

  TickTimes(MeterRegistry registry) {
    ticks =
        Timer.builder("auralis.tick")
            .description("Work of a tick, all stations together; it may not take 100 ms")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  @Override
  public void ticked(long workNanos) {
    ticks.record(workNanos, TimeUnit.NANOSECONDS);
  }
}
