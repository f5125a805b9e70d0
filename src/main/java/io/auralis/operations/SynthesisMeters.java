package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.SynthesisReport.TierReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** Which tier renders on which device, and what failed; a station has four tiers at most. */
@Singleton
class SynthesisMeters implements MeterBinder {

  private final StationLoop station;

  SynthesisMeters(StationLoop station) {
    this.station = station;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder(
            "auralis.synthesis.failures", station, loop -> loop.status().synthesisFailures())
        .description("Runs of the synthesiser that failed")
        .register(registry);
    Gauge.builder("auralis.synthesis.degraded", station, loop -> report(loop).degraded() ? 1 : 0)
        .description(
            "1 while less is heard than should be, or a better device failed and is tried again")
        .register(registry);
    report(station).tiers().forEach(tier -> bind(registry, tier));
  }

  private void bind(MeterRegistry registry, TierReport tier) {
    String label = tier.label();
    Gauge.builder(
            "auralis.synthesis.tier", station, loop -> report(loop).tier().equals(label) ? 1 : 0)
        .tag("tier", label)
        .tag("device", tier.device())
        .description("1 for the tier that renders now")
        .register(registry);
    FunctionCounter.builder(
            "auralis.synthesis.falls", station, loop -> report(loop).tier(label).falls())
        .tag("tier", label)
        .description("How often a tier failed while it played")
        .register(registry);
    FunctionCounter.builder(
            "auralis.synthesis.recoveries", station, loop -> report(loop).tier(label).recoveries())
        .tag("tier", label)
        .description("How often a tier played again after a failure")
        .register(registry);
  }

  private static SynthesisReport report(StationLoop station) {
    return station.status().synthesis();
  }
}
