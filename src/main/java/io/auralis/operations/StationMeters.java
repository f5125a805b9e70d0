package io.auralis.operations;

import io.auralis.stations.GroupStatus;
import io.auralis.stations.KindTotals;
import io.auralis.stations.StationEnd;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationRefusal;
import io.auralis.stations.Stations;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/**
 * What the stations do and how well they keep up, read from snapshots when they are scraped. By
 * kind, never by station: personal ones come and go.
 */
@Singleton
class StationMeters implements MeterBinder {

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stations stations;

  StationMeters(Stations stations) {
    this.stations = stations;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "auralis.lead.seconds",
            stations,
            all -> all.main().status().bufferMillis() / MILLIS_PER_SECOND)
        .description("Audio of the station main ahead of the clock")
        .register(registry);
    gauge(
        registry,
        "auralis.render.block.seconds",
        "Smoothed time that a 100 ms block of a station takes, all work included",
        group -> group.blockMillis() / MILLIS_PER_SECOND);
    gauge(
        registry,
        "auralis.real.time.factor",
        "Smoothed seconds of audio per second of work, for one station",
        GroupStatus::realTimeFactor);
    gauge(
        registry,
        "auralis.tick.load",
        "Smoothed share of a tick's time that is spent on work; above 1 the stations fall behind",
        GroupStatus::load);
    Gauge.builder(
            "auralis.tick.age.seconds",
            stations,
            all -> all.group().sinceLastTick().toNanos() / NANOS_PER_SECOND)
        .description("Time since the render loop last ended a tick")
        .register(registry);
    Gauge.builder("auralis.tick.load.limit", stations, Stations::loadLimit)
        .description("Share of a tick's time up to which personal stations are made")
        .register(registry);
    countLoad(registry, "shed", GroupStatus::shed);
    countLoad(registry, "restored", GroupStatus::restored);
    for (StationKind kind : StationKind.values()) {
      bind(registry, kind);
    }
    bindPersonal(registry);
  }

  private void bind(MeterRegistry registry, StationKind kind) {
    Gauge.builder("auralis.load.step", stations, all -> all.group().status().step(kind))
        .tag("kind", kind.label())
        .description("What is left out because ticks take too long: 0 nothing, to 4")
        .register(registry);
    presence(registry, kind, "playing", KindTotals::playing);
    presence(registry, kind, "idle", KindTotals::idle);
    count(registry, kind, "auralis.phrases", "Phrases composed", KindTotals::phrases);
    count(registry, kind, "auralis.controls", "Controls accepted", KindTotals::controls);
    count(registry, kind, "auralis.underruns", "Chunks that were late", KindTotals::underruns);
    count(
        registry,
        kind,
        "auralis.synthesis.failures",
        "Runs that failed on a tier and went on with another, counted by each station",
        KindTotals::synthesisFailures);
    count(
        registry,
        kind,
        "auralis.composition.failures",
        "Phrases that could not be composed",
        KindTotals::compositionFailures);
  }

  private void bindPersonal(MeterRegistry registry) {
    Gauge.builder("auralis.stations.limit", stations, Stations::personalLimit)
        .description("Personal stations at a time, at most; 0 if there are none")
        .register(registry);
    FunctionCounter.builder("auralis.stations.made", stations, all -> all.counts().made())
        .description("Personal stations made")
        .register(registry);
    for (StationEnd reason : StationEnd.values()) {
      FunctionCounter.builder("auralis.stations.ended", stations, all -> all.counts().ended(reason))
          .tag("reason", reason.label())
          .description("Personal stations that ended")
          .register(registry);
    }
    for (StationRefusal reason : StationRefusal.values()) {
      FunctionCounter.builder(
              "auralis.stations.refused", stations, all -> all.counts().refused(reason))
          .tag("reason", reason.label())
          .description("Personal stations that were asked for and not made")
          .register(registry);
    }
  }

  private void presence(
      MeterRegistry registry, StationKind kind, String state, ToDoubleFunction<KindTotals> value) {
    Gauge.builder("auralis.stations", stations, all -> value.applyAsDouble(all.totals(kind)))
        .tag("kind", kind.label())
        .tag("state", state)
        .description("Stations; an idle one has no listeners and renders nothing")
        .register(registry);
  }

  private void countLoad(
      MeterRegistry registry, String direction, ToDoubleFunction<GroupStatus> value) {
    FunctionCounter.builder(
            "auralis.load.changes", stations, all -> value.applyAsDouble(all.group().status()))
        .tag("direction", direction)
        .description("Steps that were shed or given back")
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String text, ToDoubleFunction<GroupStatus> value) {
    Gauge.builder(name, stations, all -> value.applyAsDouble(all.group().status()))
        .description(text)
        .register(registry);
  }

  private void count(
      MeterRegistry registry,
      StationKind kind,
      String name,
      String text,
      ToDoubleFunction<KindTotals> value) {
    FunctionCounter.builder(name, stations, all -> value.applyAsDouble(all.totals(kind)))
        .tag("kind", kind.label())
        .description(text)
        .register(registry);
  }
}
