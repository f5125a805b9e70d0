package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.station.ControlApply;
import io.auralis.station.MonotonicClock;
import io.auralis.station.StationClock;
import io.auralis.station.StationSettings;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import io.auralis.websocket.ListenerNews;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Stations of a service that was never started: {@code main} has not played. */
public final class NeverStarted {

  /** Nobody listens for so long before a personal station ends. */
  public static final Duration LINGER = Duration.ofSeconds(600);

  static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private NeverStarted() {}

  /** {@code main}, and up to three personal stations. */
  public static Stations stations() {
    return stations(System::nanoTime);
  }

  /** The same on a clock of the test's. */
  static Stations stations(LongSupplier nanoClock) {
    StationClock clock = new MonotonicClock();
    RenderGroup group =
        new RenderGroup(clock, new Tiers(List.of(Tier.silence())), 1, nanoClock, new GroupLog());
    StationFactory factory =
        new StationFactory(
            clock,
            new AmbientComposer(),
            TestPatches.shipped(),
            () -> BlockEffect.NONE,
            kind -> new Broadcaster(RecordingTransport.encoder(chunk -> ""), 10),
            ListenerNews::new,
            (kind, seed, parameters) ->
                new StationSettings(seed, parameters, ControlApply.BAR, Duration.ofMillis(500)),
            nanoClock);
    StationProfile main =
        new StationProfile(
            Stations.MAIN, StationKind.SHARED, "Main", 1, DEFAULTS, false, ControlRule.open());
    return new Stations(
        factory,
        group,
        List.of(main),
        new Stations.PersonalSettings(LINGER, 3, 0, 60, false),
        nanoClock);
  }

  /** A personal station as it is without any wish. */
  public static MadeStation make(Stations stations) {
    return stations.make(request(), "a");
  }

  static StationRequest request() {
    return new StationRequest(DEFAULTS, Optional.empty(), OptionalLong.empty());
  }
}
