package io.auralis.operations;

import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.StreamFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How long encoding takes and how soon a new listener hears something, as histograms by format. */
@Singleton
class DeliveryTimes implements DeliveryObserver {

  /** From Base64 to the 100 ms that all formats together may not take. */
  private static final Duration[] ENCODING =
      micros(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000);

  /** From a burst that lay ready to a listener who has given up; 2 s is what we promise. */
  private static final Duration[] FIRST_AUDIO =
      micros(
          1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000,
          5_000_000);

  private final MeterRegistry registry;
  private final Map<StreamFormat, Timer> encoding = new ConcurrentHashMap<>();
  private final Map<StreamFormat, Timer> firstAudio = new ConcurrentHashMap<>();

  DeliveryTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void encoded(StreamFormat format, long nanos) {
    encoding
        .computeIfAbsent(
            format, it -> timer("auralis.encode", "Time to encode a chunk", it, ENCODING))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void firstAudio(StreamFormat format, long nanos) {
    firstAudio
        .computeIfAbsent(
            format,
            it ->
                timer(
                    "auralis.first.audio",
                    "Time from a listener's admission to its first chunk",
                    it,
                    FIRST_AUDIO))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String name, String text, StreamFormat format, Duration[] buckets) {
    return Timer.builder(name)
        .tag("format", format.label())
        .description(text)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private static Duration[] micros(long... bounds) {
    return LongStream.of(bounds)
        .mapToObj(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
        .toArray(Duration[]::new);
  }
}
