package io.auralis.operations;

import io.auralis.stations.RenderGroup;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.SynthesisReport.TierReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Which tier renders on which device, and what failed; there are four tiers at most. */
@Singleton
class SynthesisMeters implements MeterBinder {

  private final RenderGroup group;

  SynthesisMeters(RenderGroup group) {
    this.group = group;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("auralis.synthesis.degraded", group, loop -> report(loop).degraded() ? 1 : 0)
        .description(
            "1 while less is heard than should be, or a better device failed and is tried again")
        .register(registry);
    report(group).tiers().forEach(tier -> bind(registry, tier));
  }

  private void bind(MeterRegistry registry, TierReport tier) {
    String label = tier.label();
    Gauge.builder(
            "auralis.synthesis.tier", group, loop -> report(loop).tier().equals(label) ? 1 : 0)
        .tag("tier", label)
        .tag("device", tier.device())
        .description("1 for the tier that renders now")
        .register(registry);
    count(registry, label, "falls", "How often a tier failed while it played", TierReport::falls);
    count(
        registry,
        label,
        "recoveries",
        "How often a tier played again after a failure",
        TierReport::recoveries);
    count(
        registry,
        label,
        "rejections",
        "Runs of one station that a tier could not render, though it renders others",
        TierReport::rejections);
  }

  private void count(
      MeterRegistry registry,
      String tier,
      String what,
      String text,
      ToDoubleFunction<TierReport> value) {
    FunctionCounter.builder(
            "auralis.synthesis." + what,
            group,
            loop -> value.applyAsDouble(report(loop).tier(tier)))
        .tag("tier", tier)
        .description(text)
        .register(registry);
  }

  private static SynthesisReport report(RenderGroup group) {
    return group.status().synthesis();
  }
}
