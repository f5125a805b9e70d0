package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.auralis.access.ControlRule;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From when to when there is a personal station. The stations are never started: nothing ticks. */
class PersonalStationLifeTest {

  private static final Duration LINGER = Duration.ofSeconds(600);
  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final AtomicLong nanos = new AtomicLong();
  private final Stations stations = stations();

  @AfterEach
  void close() {
    stations.close();
  }

  @Test
  void aStationThatNobodyEverListenedToEndsWhenItHasLingered() {
    // Given
    LiveStation station = make();

    // When / Then
    pass(LINGER.minusSeconds(1));
    assertThat(stations.find(station.id())).contains(station);
    pass(Duration.ofSeconds(1));
    assertThat(stations.find(station.id())).isEmpty();
    assertThat(station.hasEnded()).isTrue();
    assertThat(stations.counts().ended(StationEnd.EXPIRED)).isOne();
    assertThat(stations.personal()).isZero();
  }

  @Test
  void aStationStaysWhileSomebodyListensAndLingersAfterTheLast() {
    // Given
    LiveStation station = make();
    Listener listener = station.join(RecordingTransport.fast(), Admission.plain()).orElseThrow();

    // When
    pass(LINGER.multipliedBy(10));

    // Then
    assertThat(stations.find(station.id())).isPresent();

    // When: the last one leaves
    station.broadcaster().leave(listener, DisconnectReason.LEFT);
    pass(LINGER.minusSeconds(1));

    // Then
    assertThat(stations.find(station.id())).isPresent();
    pass(Duration.ofSeconds(1));
    assertThat(stations.find(station.id())).isEmpty();
  }

  @Test
  void aStationThatHasEndedTakesNobodyAndNeverReturns() {
    LiveStation station = make();

    assertThat(stations.end(station.id())).isTrue();
    assertThat(stations.end(station.id())).isFalse();
    assertThat(station.join(RecordingTransport.fast(), Admission.plain())).isEmpty();
    assertThat(stations.find(station.id())).isEmpty();
    assertThat(stations.counts().ended(StationEnd.DELETED)).isOne();
    assertThat(stations.counts().made()).isOne();
  }

  @Test
  void whoeverListensIsClosedWhenTheStationIsEnded() {
    LiveStation station = make();
    RecordingTransport listener = RecordingTransport.fast();
    station.join(listener, Admission.plain()).orElseThrow();

    stations.end(station.id());

    await().until(() -> station.broadcaster().listeners() == 0);
    assertThat(stations.main().hasEnded()).isFalse();
  }

  @Test
  void sharedStationsAreNeverEnded() {
    pass(LINGER.multipliedBy(100));
    assertThat(stations.end(Stations.MAIN)).isFalse();
    assertThat(stations.find(Stations.MAIN)).contains(stations.main());
    assertThat(stations.main().hasEnded()).isFalse();
  }

  @Test
  void aPlaceThatWasGivenBackIsGivenAway() {
    for (int i = 0; i < 3; i++) {
      make("a");
    }
    assertThatThrownBy(() -> make("a")).isInstanceOf(StationRefusedException.class);
    assertThat(stations.counts().refused(StationRefusal.STATIONS_FULL)).isOne();

    pass(LINGER);

    assertThat(make("a").id()).isNotEmpty();
    assertThat(stations.personal()).isOne();
  }

  @Test
  void aServerThatGoesAwayMakesNone() {
    stations.refuse();
    assertThatThrownBy(this::make)
        .isInstanceOfSatisfying(
            StationRefusedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(StationRefusal.SHUTDOWN);
              assertThat(e.retryAfterSeconds()).isOne();
            });
    assertThat(stations.personal()).isZero();
  }

  @Test
  void secretsAreLongAndNeverTheSame() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      MadeStation made = stations.make(request(), "a");
      assertThat(made.station().id()).matches("[a-z2-7]{26}");
      assertThat(made.controlToken()).matches("[A-Za-z0-9_-]{22,}");
      assertThat(secrets.add(made.station().id())).isTrue();
      assertThat(secrets.add(made.controlToken())).isTrue();
      assertThat(made.station().controlRule().permits(made.controlToken())).isTrue();
      assertThat(made.station().controlRule().permits(made.station().id())).isFalse();
      stations.end(made.station().id());
    }
  }

  @Test
  void theSeedIsTheOneThatWasAskedFor() {
    StationRequest request =
        new StationRequest(DEFAULTS, Optional.of(true), OptionalLong.of(Long.MIN_VALUE));
    LiveStation station = stations.make(request, "a").station();
    assertThat(station.profile().seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(station.profile().effects()).isTrue();
    assertThat(make().profile().effects()).isFalse();
  }

  private LiveStation make() {
    return make("a");
  }

  private LiveStation make(String address) {
    return stations.make(request(), address).station();
  }

  private static StationRequest request() {
    return new StationRequest(DEFAULTS, Optional.empty(), OptionalLong.empty());
  }

  /** Has time pass, with the stations looked after once a second at least. */
  private void pass(Duration time) {
    stations.keepHouse();
    nanos.addAndGet(time.toNanos());
    stations.keepHouse();
  }

  private Stations stations() {
    StationClock clock = new MonotonicClock();
    RenderGroup group =
        new RenderGroup(clock, new Tiers(List.of(Tier.silence())), 1, nanos::get, new GroupLog());
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
            nanos::get);
    StationProfile main =
        new StationProfile(
            Stations.MAIN, StationKind.SHARED, "Main", 1, DEFAULTS, false, ControlRule.open());
    return new Stations(
        factory,
        group,
        List.of(main),
        new Stations.PersonalSettings(LINGER, 3, 0, 60, false),
        nanos::get);
  }
}
