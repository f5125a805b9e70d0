package io.auralis.operations;

import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.Places;
import io.auralis.delivery.RefusalReason;
import io.auralis.delivery.StreamFormat;
import io.auralis.stations.DeliveryByKind;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/**
 * Who listens, and what became of the chunks; labels are kinds of stations, formats and reasons, a
 * few each.
 */
@Singleton
class DeliveryMeters implements MeterBinder {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Stations stations;
  private final DeliveryByKind delivery;

  DeliveryMeters(Stations stations, DeliveryByKind delivery) {
    this.stations = stations;
    this.delivery = delivery;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("auralis.listeners.limit", delivery.places(), Places::places)
        .description("Listeners of all stations at a time, at most")
        .register(registry);
    Gauge.builder("auralis.fan.out", stations, DeliveryMeters::longestFanOut)
        .baseUnit("seconds")
        .description(
            "From publishing a chunk until the last listener has it, smoothed; of the shared"
                + " station that takes longest")
        .register(registry);
    for (StationKind kind : StationKind.values()) {
      bind(registry, kind);
    }
  }

  private static double longestFanOut(Stations stations) {
    return stations.shared().stream()
            .mapToLong(station -> station.broadcaster().fanOut().toNanos())
            .max()
            .orElse(0)
        / NANOS_PER_SECOND;
  }

  private void bind(MeterRegistry registry, StationKind kind) {
    DeliveryTotals totals = delivery.of(kind);
    Gauge.builder("auralis.listeners", totals, DeliveryTotals::listeners)
        .tag("kind", kind.label())
        .description("Listeners connected")
        .register(registry);
    for (RefusalReason reason : RefusalReason.values()) {
      FunctionCounter.builder("auralis.listeners.refused", totals, t -> t.refused(reason))
          .tag("kind", kind.label())
          .tag("reason", reason.label())
          .description("Listeners turned away")
          .register(registry);
    }
    for (DisconnectReason reason : DisconnectReason.values()) {
      FunctionCounter.builder("auralis.disconnects", totals, t -> t.left(reason))
          .tag("kind", kind.label())
          .tag("reason", reason.label())
          .description("Connections that ended")
          .register(registry);
    }
    stations.main().broadcaster().formats().forEach(format -> bind(registry, kind, totals, format));
  }

  private static void bind(
      MeterRegistry registry, StationKind kind, DeliveryTotals totals, StreamFormat format) {
    Tags tags = Tags.of("kind", kind.label(), "format", format.label());
    Gauge.builder("auralis.format.listeners", totals, t -> t.listeners(format))
        .tags(tags)
        .description("Listeners connected, by format")
        .register(registry);
    count(
        registry,
        tags,
        "auralis.chunks.encoded",
        "Chunks encoded; once for all listeners of a station and format",
        totals,
        t -> t.counts(format).encoded());
    count(
        registry,
        tags,
        "auralis.encode.failures",
        "Chunks that could not be encoded",
        totals,
        t -> t.counts(format).encodeFailures());
    count(
        registry,
        tags,
        "auralis.chunks.sent",
        "Chunks handed to connections",
        totals,
        t -> t.counts(format).sent());
    count(
        registry,
        tags,
        "auralis.sent.bytes",
        "Bytes of the chunks handed to connections",
        totals,
        t -> t.counts(format).bytes());
    for (DropReason reason : DropReason.values()) {
      count(
          registry,
          tags.and("reason", reason.label()),
          "auralis.chunks.dropped",
          "Chunks that listeners lost",
          totals,
          t -> t.counts(format).dropped(reason));
    }
  }

  private static void count(
      MeterRegistry registry,
      Tags tags,
      String name,
      String text,
      DeliveryTotals totals,
      ToDoubleFunction<DeliveryTotals> value) {
    FunctionCounter.builder(name, totals, value).tags(tags).description(text).register(registry);
  }
}
