package io.auralis.operations;

import io.auralis.delivery.Attendance;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliveryCounts;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.RefusalReason;
import io.auralis.delivery.StreamFormat;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Who listens, and what became of the chunks; labels are formats and reasons, a few each. */
@Singleton
class DeliveryMeters implements MeterBinder {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Broadcaster broadcaster;
  private final DeliveryTotals totals;

  DeliveryMeters(Broadcaster broadcaster) {
    this.broadcaster = broadcaster;
    totals = broadcaster.totals();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Attendance attendance = broadcaster.attendance();
    Gauge.builder("auralis.listeners", attendance, Attendance::present)
        .description("Listeners connected")
        .register(registry);
    Gauge.builder("auralis.listeners.limit", attendance, Attendance::places)
        .description("Listeners at a time, at most")
        .register(registry);
    Gauge.builder("auralis.fan.out", broadcaster, b -> b.fanOut().toNanos() / NANOS_PER_SECOND)
        .baseUnit("seconds")
        .description("From publishing a chunk until the last listener has it, smoothed")
        .register(registry);
    for (RefusalReason reason : RefusalReason.values()) {
      FunctionCounter.builder("auralis.listeners.refused", totals, t -> t.refused(reason))
          .tag("reason", reason.label())
          .description("Listeners turned away")
          .register(registry);
    }
    for (DisconnectReason reason : DisconnectReason.values()) {
      FunctionCounter.builder("auralis.disconnects", totals, t -> t.left(reason))
          .tag("reason", reason.label())
          .description("Connections that ended")
          .register(registry);
    }
    broadcaster.formats().forEach(format -> bind(registry, format));
  }

  private void bind(MeterRegistry registry, StreamFormat format) {
    Gauge.builder("auralis.format.listeners", totals, t -> t.listeners(format))
        .tag("format", format.label())
        .description("Listeners connected, by format")
        .register(registry);
    count(
        registry,
        format,
        "auralis.chunks.encoded",
        "Chunks encoded; once for all listeners of a format",
        DeliveryCounts::encoded);
    count(
        registry,
        format,
        "auralis.encode.failures",
        "Chunks that could not be encoded",
        DeliveryCounts::encodeFailures);
    count(
        registry,
        format,
        "auralis.chunks.sent",
        "Chunks handed to connections",
        DeliveryCounts::sent);
    count(
        registry,
        format,
        "auralis.sent.bytes",
        "Bytes of the chunks handed to connections",
        DeliveryCounts::bytes);
    for (DropReason reason : DropReason.values()) {
      FunctionCounter.builder(
              "auralis.chunks.dropped", totals, t -> t.counts(format).dropped(reason))
          .tag("format", format.label())
          .tag("reason", reason.label())
          .description("Chunks that listeners lost")
          .register(registry);
    }
  }

  private void count(
      MeterRegistry registry,
      StreamFormat format,
      String name,
      String text,
      ToDoubleFunction<DeliveryCounts> value) {
    FunctionCounter.builder(name, totals, t -> value.applyAsDouble(t.counts(format)))
        .tag("format", format.label())
        .description(text)
        .register(registry);
  }
}
