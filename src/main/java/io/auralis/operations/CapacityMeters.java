package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.streaming.Broadcaster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What alerts compare with: the places there are, and whether all works that could. */
@Singleton
class CapacityMeters implements MeterBinder {

  private final StationLoop station;
  private final Broadcaster broadcaster;

  CapacityMeters(StationLoop station, Broadcaster broadcaster) {
    this.station = station;
    this.broadcaster = broadcaster;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("auralis.listeners.limit", broadcaster, Broadcaster::maxListeners)
        .description("Listeners at a time, at most")
        .register(registry);
    Gauge.builder(
            "auralis.synthesis.degraded",
            station,
            loop -> loop.status().synthesis().degraded() ? 1 : 0)
        .description("1 while a better tier has failed and is tried again")
        .register(registry);
  }
}
