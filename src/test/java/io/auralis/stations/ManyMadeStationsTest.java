package io.auralis.stations;

import static io.auralis.stations.TestStations.listen;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import io.auralis.station.FakeSynthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Stations come and go, and nothing of them stays. */
class ManyMadeStationsTest {

  private final TestStations all =
      new TestStations(
          new Tiers(
              List.of(
                  new Tier("graph", "the graph", Tier.Kind.SCORE, FakeSynthesiser::new),
                  Tier.silence())),
          new AmbientComposer(),
          () -> BlockEffect.NONE,
          TestStations.settings(20_000, 0));

  @Test
  void tenThousandStationsThatWereEndedLeaveNothing() {
    // Given
    int before = Thread.activeCount();
    WeakReference<LiveStation> first = new WeakReference<>(all.make(1));

    // When: made and ended in waves, some of them listened to
    for (int wave = 0; wave < 100; wave++) {
      for (int i = 0; i < 100; i++) {
        LiveStation station = all.make(1_000L * wave + i);
        if (i % 25 == 0) {
          listen(station);
        }
      }
      all.run(2);
      all.stations.all(StationKind.PERSONAL).forEach(each -> all.stations.end(each.id()));
      assertThat(all.stations.personal()).isZero();
    }
    all.run(2);

    // Then
    assertThat(all.stations.counts().ended(StationEnd.DELETED)).isEqualTo(10_001);
    assertNothingIsLeft(before, first);
  }

  @Test
  void tenThousandStationsThatExpiredLeaveNothing() {
    // Given: all at once, some of them listened to for a while
    int before = Thread.activeCount();
    WeakReference<LiveStation> first = new WeakReference<>(all.make(1));
    for (int i = 1; i < 10_000; i++) {
      LiveStation station = all.make(1_000L + i);
      if (i % 100 == 0) {
        Listener listener =
            station.join(RecordingTransport.fast(), Admission.plain()).orElseThrow();
        station.broadcaster().leave(listener, DisconnectReason.LEFT);
      }
    }
    all.run(2);

    // When
    pass(Duration.ofSeconds(602));
    all.run(2);

    // Then
    Awaitility.await().until(() -> all.stations.counts().ended(StationEnd.EXPIRED) == 10_000);
    assertNothingIsLeft(before, first);
  }

  private void assertNothingIsLeft(int threads, WeakReference<LiveStation> one) {
    assertThat(all.stations.personal()).isZero();
    // The thread that looks after the house may be about to remove the last ones.
    Awaitility.await()
        .until(
            () -> {
              all.run(1);
              return all.group.members() == 1;
            });
    assertThat(all.group.agendaSize()).isLessThanOrEqualTo(2);
    assertThat(all.stations.totals(StationKind.PERSONAL).playing()).isZero();
    assertThat(all.stations.totals(StationKind.PERSONAL).phrases()).isGreaterThanOrEqualTo(10_000);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return one.get() == null;
            });
  }

  @Test
  void aStationLingersAndIsThenRetired() {
    // Given
    LiveStation station = all.make(1);
    RecordingTransport transport = RecordingTransport.fast();
    Listener listener = station.join(transport, Admission.plain()).orElseThrow();

    // When / Then: it stays while somebody listens, and for ten minutes after
    pass(Duration.ofSeconds(10_000));
    assertThat(all.stations.find(station.id())).isPresent();
    station.broadcaster().leave(listener, DisconnectReason.LEFT);
    pass(Duration.ofSeconds(598));
    assertThat(all.stations.find(station.id())).isPresent();
    pass(Duration.ofSeconds(3));
    assertThat(all.stations.find(station.id())).isEmpty();
    assertThat(station.join(RecordingTransport.fast(), Admission.plain())).isEmpty();
    assertThat(all.stations.counts().ended(StationEnd.EXPIRED)).isEqualTo(1);
  }

  /** Looks after the house once a second. */
  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      all.clock.advance(Duration.ofSeconds(1));
      all.stations.keepHouse();
    }
  }
}
