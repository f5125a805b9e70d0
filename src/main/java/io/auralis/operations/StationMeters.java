package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.DisconnectReason;
import io.auralis.streaming.StreamFormat;
import io.auralis.synthesis.SynthesisReport.TierReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The service's meters, read from snapshots when they are scraped. */
@Singleton
class StationMeters implements MeterBinder {

  private final StationLoop station;
  private final Broadcaster broadcaster;

  StationMeters(StationLoop station, Broadcaster broadcaster) {
    this.station = station;
    this.broadcaster = broadcaster;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry, "auralis.lead.seconds", "Audio ahead of the clock", s -> s.bufferMillis() / 1e3);
    gauge(
        registry,
        "auralis.render.block.seconds",
        "Smoothed time to render a 100 ms block",
        s -> s.renderMillis() / 1e3);
    gauge(
        registry,
        "auralis.real.time.factor",
        "Smoothed seconds of audio per second of rendering",
        StationStatus::realTimeFactor);
    gauge(
        registry,
        "auralis.load.step",
        "What is shed because rendering is slow: 0 nothing, to 3",
        s -> s.load().step());
    countLoad(registry, "shed", s -> s.load().shed());
    countLoad(registry, "restored", s -> s.load().restored());
    count(registry, "auralis.phrases", "Phrases composed", StationStatus::phrases);
    count(registry, "auralis.controls", "Controls accepted", StationStatus::controls);
    count(registry, "auralis.underruns", "Chunks that were late", StationStatus::underruns);
    count(
        registry,
        "auralis.synthesis.failures",
        "Runs of the synthesiser that failed",
        StationStatus::synthesisFailures);
    count(
        registry,
        "auralis.composition.failures",
        "Phrases that could not be composed",
        StationStatus::compositionFailures);

    for (TierReport tier : station.status().synthesis().tiers()) {
      bindTier(registry, tier.label());
    }

    Gauge.builder("auralis.listeners", broadcaster, Broadcaster::listeners)
        .description("Listeners connected")
        .register(registry);
    FunctionCounter.builder("auralis.chunks.sent", broadcaster, Broadcaster::chunksSent)
        .description("Chunks handed to connections")
        .register(registry);
    FunctionCounter.builder("auralis.chunks.dropped", broadcaster, Broadcaster::chunksDropped)
        .description("Chunks dropped from the queues of slow listeners")
        .register(registry);
    FunctionCounter.builder("auralis.listeners.refused", broadcaster, Broadcaster::refused)
        .description("Listeners turned away because all places were taken")
        .register(registry);
    for (StreamFormat format : broadcaster.formats()) {
      Gauge.builder("auralis.format.listeners", broadcaster, b -> b.listeners(format))
          .tag("format", format.label())
          .description("Listeners connected, by format")
          .register(registry);
      FunctionCounter.builder("auralis.chunks.encoded", broadcaster, b -> b.chunksEncoded(format))
          .tag("format", format.label())
          .description("Chunks encoded; once for all listeners of a format")
          .register(registry);
    }
    for (DisconnectReason reason : DisconnectReason.values()) {
      FunctionCounter.builder("auralis.disconnects", broadcaster, b -> b.disconnects(reason))
          .tag("reason", reason.label())
          .description("Connections that ended")
          .register(registry);
    }
  }

  private void bindTier(MeterRegistry registry, String label) {
    Gauge.builder(
            "auralis.synthesis.tier",
            station,
            loop -> loop.status().synthesis().tier().equals(label) ? 1 : 0)
        .tag("tier", label)
        .description("1 for the tier that renders now")
        .register(registry);
    FunctionCounter.builder(
            "auralis.synthesis.falls", station, s -> s.status().synthesis().tier(label).falls())
        .tag("tier", label)
        .description("How often a tier failed while it played")
        .register(registry);
    FunctionCounter.builder(
            "auralis.synthesis.recoveries",
            station,
            s -> s.status().synthesis().tier(label).recoveries())
        .tag("tier", label)
        .description("How often a tier played again after a failure")
        .register(registry);
  }

  private void countLoad(
      MeterRegistry registry, String direction, ToDoubleFunction<StationStatus> value) {
    FunctionCounter.builder(
            "auralis.load.changes", station, loop -> value.applyAsDouble(loop.status()))
        .tag("direction", direction)
        .description("Steps of polyphony that were shed or given back")
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String text, ToDoubleFunction<StationStatus> value) {
    Gauge.builder(name, station, loop -> value.applyAsDouble(loop.status()))
        .description(text)
        .register(registry);
  }

  private void count(
      MeterRegistry registry, String name, String text, ToDoubleFunction<StationStatus> value) {
    FunctionCounter.builder(name, station, loop -> value.applyAsDouble(loop.status()))
        .description(text)
        .register(registry);
  }
}
