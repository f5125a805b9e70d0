package io.auralis.operations;

import io.auralis.synthesis.SynthesisObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How long synthesis takes, as a histogram for each tier: there are a few of them. */
@Singleton
class SynthesisTimes implements SynthesisObserver {

  /** From an idle GPU to the 100 ms that a block may not take. */
  private static final Duration[] BUCKETS =
      Stream.of(250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 25_000L, 50_000L, 100_000L, 250_000L)
          .map(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  SynthesisTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void rendered(String tier, int blocks, long nanos) {
    timers.computeIfAbsent(tier, this::timer).record(nanos / blocks, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String tier) {
    return Timer.builder("auralis.synthesis")
        .tag("tier", tier)
        .description("Time of a synthesis run for each block of 100 ms in it")
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
