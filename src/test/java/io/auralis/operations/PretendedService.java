package io.auralis.operations;

import io.auralis.access.ControlRule;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Broadcaster;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.station.ControlApply;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.StationClock;
import io.auralis.station.StationEvents;
import io.auralis.station.StationProblem;
import io.auralis.station.StationSettings;
import io.auralis.stations.GroupEvents;
import io.auralis.stations.LiveStation;
import io.auralis.stations.RenderGroup;
import io.auralis.stations.StationFactory;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationProfile;
import io.auralis.stations.StationRequest;
import io.auralis.stations.Stations;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The stations of a service without the service: main, and personal ones, two at most. */
final class PretendedService implements AutoCloseable {

  static final GenerationParameters PARAMETERS =
      new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5);

  static final int MOST_PERSONAL = 2;

  private final Stations stations;

  PretendedService(
      StationClock clock,
      LongSupplier nanos,
      Tiers tiers,
      GroupEvents events,
      Function<StationKind, Broadcaster> broadcasters) {
    StationFactory factory =
        new StationFactory(
            clock,
            new AmbientComposer(),
            TestPatches.shipped(),
            () -> BlockEffect.NONE,
            broadcasters,
            broadcaster -> new NoEvents(),
            (kind, seed, parameters) ->
                new StationSettings(seed, parameters, ControlApply.BAR, Duration.ofMillis(500)),
            System::nanoTime);
    stations =
        new Stations(
            factory,
            new RenderGroup(clock, tiers, 1, nanos, events),
            List.of(
                new StationProfile(
                    Stations.MAIN,
                    StationKind.SHARED,
                    "Main",
                    42,
                    PARAMETERS,
                    false,
                    ControlRule.open())),
            new Stations.PersonalSettings(Duration.ofMinutes(10), MOST_PERSONAL, 0, 60, false),
            System::nanoTime);
  }

  Stations stations() {
    return stations;
  }

  /** Makes a personal station. */
  LiveStation make() {
    return stations
        .make(new StationRequest(PARAMETERS, Optional.empty(), OptionalLong.of(7)), "192.0.2.1")
        .station();
  }

  @Override
  public void close() {
    stations.close();
  }

  private static final class NoEvents implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
