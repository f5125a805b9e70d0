package io.auralis.stations;

import io.auralis.access.ControlRule;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.station.ControlApply;
import io.auralis.station.FakeClock;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.StationEvents;
import io.auralis.station.StationProblem;
import io.auralis.station.StationSettings;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** All stations of a service on a clock that a test turns; nothing here has a thread. */
final class TestStations {

  static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5);

  private static final Duration CHUNK = Duration.ofMillis(100);

  final FakeClock clock = new FakeClock();
  final List<String> news = new ArrayList<>();
  final List<String> groupEvents = new ArrayList<>();

  /** What else happens when a personal station encodes a chunk. */
  Runnable encoding = () -> {};

  final RenderGroup group;
  final Stations stations;

  TestStations(Tiers tiers) {
    this(tiers, new AmbientComposer(), () -> BlockEffect.NONE, settings(10, 0));
  }

  TestStations(
      Tiers tiers,
      Composer composer,
      Supplier<BlockEffect> effects,
      Stations.PersonalSettings settings) {
    group = new RenderGroup(clock, tiers, 1, clock::nanos, new Events(), new Here());
    StationFactory factory =
        new StationFactory(
            clock,
            composer,
            TestPatches.shipped(),
            effects,
            kind ->
                new Broadcaster(
                    RecordingTransport.encoder(
                        chunk -> {
                          if (kind == StationKind.PERSONAL) {
                            encoding.run();
                          }
                          return chunk.index()
                              + " "
                              + Base64.getEncoder().encodeToString(chunk.pcm());
                        }),
                    1_000),
            broadcaster -> new News(),
            (kind, seed, parameters) ->
                new StationSettings(seed, parameters, ControlApply.BAR, Duration.ofMillis(500)),
            clock::nanos);
    StationProfile main =
        new StationProfile(
            Stations.MAIN, StationKind.SHARED, "Main", 1, DEFAULTS, true, ControlRule.open());
    stations = new Stations(factory, group, List.of(main), settings, clock::nanos);
    stations.start();
  }

  static Stations.PersonalSettings settings(int max, int maxPerAddress) {
    return new Stations.PersonalSettings(Duration.ofSeconds(600), max, maxPerAddress, 60, true);
  }

  static StationRequest request(long seed) {
    return new StationRequest(DEFAULTS, Optional.empty(), OptionalLong.of(seed));
  }

  /** A personal station with a seed. */
  LiveStation make(long seed) {
    return stations.make(request(seed), "192.0.2." + seed).station();
  }

  static RecordingTransport listen(LiveStation station) {
    RecordingTransport transport = RecordingTransport.fast();
    station.join(transport, Admission.plain()).orElseThrow();
    return transport;
  }

  /** Ticks now and then once per chunk. */
  synchronized void run(int chunks) {
    group.tick();
    for (int i = 0; i < chunks; i++) {
      clock.advance(CHUNK);
      group.tick();
    }
  }

  static List<Long> indices(RecordingTransport transport) {
    return transport.sent().stream()
        .map(message -> Long.parseLong(message.substring(0, message.indexOf(' '))))
        .toList();
  }

  private final class News implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {
      news.add(problem + ": " + message);
    }
  }

  private final class Events implements GroupEvents {
    @Override
    public void tierChanged(SynthesisReport before, SynthesisReport now) {
      groupEvents.add(before.tier() + " -> " + now.tier());
    }

    @Override
    public void loadStepChanged(GroupStatus now) {
      groupEvents.add(now.personalStep() + "/" + now.sharedStep());
    }
  }

  /**
   * Runs tasks at once; ticks when the test says so. One thing at a time: the stations look after
   * the house on a thread of their own.
   */
  private final class Here implements TickThread {
    @Override
    public void start() {}

    @Override
    public void tickNow() {}

    @Override
    public void execute(Runnable task) {
      synchronized (TestStations.this) {
        task.run();
      }
    }

    @Override
    public void close() {}
  }
}
