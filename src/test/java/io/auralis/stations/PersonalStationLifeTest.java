package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.auralis.delivery.Admission;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.Tempo;
import io.auralis.station.Control;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From when to when there is a personal station. The stations are never started: nothing ticks. */
class PersonalStationLifeTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Stations stations = NeverStarted.stations(nanos::get);

  @AfterEach
  void close() {
    stations.close();
  }

  @Test
  void aStationThatNobodyEverListenedToEndsWhenItHasLingered() {
    // Given
    LiveStation station = make();

    // When / Then
    pass(NeverStarted.LINGER.minusSeconds(1));
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
    pass(NeverStarted.LINGER.multipliedBy(10));

    // Then
    assertThat(stations.find(station.id())).isPresent();

    // When: the last one leaves
    station.broadcaster().leave(listener, DisconnectReason.LEFT);
    pass(NeverStarted.LINGER.minusSeconds(1));

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
  void aControlIsTakenInAsLongAsTheStationHasNotEnded() {
    LiveStation station = make();
    Control slower =
        new Control(p -> p.withTempo(new Tempo(50)), Optional.empty(), "the one before the end");
    Control faster = new Control(p -> p.withTempo(new Tempo(90)), Optional.empty(), "the late one");
    assertThat(station.control(slower)).map(asked -> asked.tempo().bpm()).contains(50);

    stations.end(station.id());

    assertThat(station.control(faster)).isEmpty();
    assertThat(station.status().controls()).isOne();
    assertThat(station.status().parameters().tempo().bpm()).isEqualTo(50);
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
    pass(NeverStarted.LINGER.multipliedBy(100));
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

    pass(NeverStarted.LINGER);

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
      MadeStation made = stations.make(NeverStarted.request(), "a");
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
        new StationRequest(
            NeverStarted.DEFAULTS, Optional.of(true), OptionalLong.of(Long.MIN_VALUE));
    LiveStation station = stations.make(request, "a").station();
    assertThat(station.profile().seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(station.profile().effects()).isTrue();
    assertThat(make().profile().effects()).isFalse();
  }

  private LiveStation make() {
    return make("a");
  }

  private LiveStation make(String address) {
    return stations.make(NeverStarted.request(), address).station();
  }

  /** Has time pass, with the stations looked after once a second at least. */
  private void pass(Duration time) {
    stations.keepHouse();
    nanos.addAndGet(time.toNanos());
    stations.keepHouse();
  }
}
