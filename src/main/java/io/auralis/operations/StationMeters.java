package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** What the station does and how well it keeps up, read from snapshots when they are scraped. */
@Singleton
class StationMeters implements MeterBinder {

  private final StationLoop station;

  StationMeters(StationLoop station) {
    this.station = station;
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
        "What is shed because rendering is slow: 0 nothing, to 4",
        s -> s.load().step());
    Gauge.builder("auralis.tick.age.seconds", station, s -> s.sinceLastTick().toNanos() / 1e9)
        .description("Time since the render loop last ended a tick")
        .register(registry);
    countLoad(registry, "shed", s -> s.load().shed());
    countLoad(registry, "restored", s -> s.load().restored());
    count(registry, "auralis.phrases", "Phrases composed", StationStatus::phrases);
    count(registry, "auralis.controls", "Controls accepted", StationStatus::controls);
    count(registry, "auralis.underruns", "Chunks that were late", StationStatus::underruns);
    count(
        registry,
        "auralis.composition.failures",
        "Phrases that could not be composed",
        StationStatus::compositionFailures);
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
