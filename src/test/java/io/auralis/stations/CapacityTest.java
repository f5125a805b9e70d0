package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When one more personal station may be made. */
class CapacityTest {

  private static final long MILLI = 1_000_000;

  private final AtomicLong nanos = new AtomicLong();
  private final TickLoad load = new TickLoad(nanos -> {});
  private long tick;

  @Test
  void thereAreAsManyStationsAsConfigured() {
    Capacity capacity = capacity(2, 0, 95);
    capacity.enter("a");
    capacity.enter("b");

    assertThat(refusal(capacity, "c").reason()).isEqualTo(StationRefusal.STATIONS_FULL);
    assertThat(refusal(capacity, "c").retryAfterSeconds()).isPositive();
    assertThat(capacity.stations()).isEqualTo(2);

    capacity.leave("a");
    assertThatCode(() -> capacity.enter("c")).doesNotThrowAnyException();
  }

  @Test
  void anAddressHasItsShare() {
    Capacity capacity = capacity(10, 2, 95);
    capacity.enter("a");
    capacity.enter("a");

    assertThat(refusal(capacity, "a").reason()).isEqualTo(StationRefusal.ADDRESS);
    assertThatCode(() -> capacity.enter("b")).doesNotThrowAnyException();

    capacity.leave("a");
    assertThatCode(() -> capacity.enter("a")).doesNotThrowAnyException();
    assertThat(refusal(capacity, "a").reason()).isEqualTo(StationRefusal.ADDRESS);
  }

  @Test
  void withoutALimitAnAddressMayHaveAll() {
    Capacity capacity = capacity(100, 0, 95);
    for (int i = 0; i < 100; i++) {
      capacity.enter("a");
    }
    assertThat(refusal(capacity, "a").reason()).isEqualTo(StationRefusal.STATIONS_FULL);
  }

  @Test
  void noneMeansThatThereAreNone() {
    Capacity capacity = capacity(0, 0, 95);
    assertThat(refusal(capacity, "a").reason()).isEqualTo(StationRefusal.STATIONS_OFF);
    assertThat(refusal(capacity, "a").retryAfterSeconds()).isZero();
  }

  @Test
  void aMachineThatWorksMoreThanItsShareTakesNoMore() {
    Capacity capacity = capacity(1_000, 0, 60);

    // Given: a block takes a millisecond, and 40 of them a tick
    ticks(100, 40, 40);
    assertThatCode(() -> capacity.enter("a")).doesNotThrowAnyException();

    // When
    ticks(100, 61, 61);

    // Then
    StationRefusedException refused = refusal(capacity, "b");
    assertThat(refused.reason()).isEqualTo(StationRefusal.CAPACITY);
    assertThat(refused.retryAfterSeconds()).isPositive();

    // And: when others have left there is time again
    ticks(100, 20, 20);
    assertThatCode(() -> capacity.enter("b")).doesNotThrowAnyException();
  }

  @Test
  void stationsThatWereJustMadeCountBeforeTheyAreMeasured() {
    Capacity capacity = capacity(1_000, 0, 60);
    ticks(100, 40, 40);

    // When: a crowd comes within a tick
    int made = 0;
    while (made < 1_000) {
      try {
        capacity.enter("a" + made);
      } catch (StationRefusedException e) {
        assertThat(e.reason()).isEqualTo(StationRefusal.CAPACITY);
        break;
      }
      made++;
    }

    // Then: 40 % and one for each of them
    assertThat(made).isBetween(18, 21);

    // And: once they play or do not, the measure tells
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThatCode(() -> capacity.enter("later")).doesNotThrowAnyException();
  }

  @Test
  void whatStationsThatWakeAreRenderedOnceKeepsNobodyOut() {
    Capacity capacity = capacity(1_000, 0, 60);

    // Given: 20 stations play, and 4 wake in each tick, with 15 blocks each
    for (int i = 0; i < 100; i++) {
      load.worked(tick++, 80 * MILLI, 80 * MILLI, 80, 24);
    }

    // Then
    assertThatCode(() -> capacity.enter("a")).doesNotThrowAnyException();

    // But: not where the tick has no time left for them
    for (int i = 0; i < 100; i++) {
      load.worked(tick++, 95 * MILLI, 95 * MILLI, 95, 24);
    }
    assertThat(refusal(capacity, "b").reason()).isEqualTo(StationRefusal.CAPACITY);
  }

  @Test
  void aClientThatMakesAndEndsStationsTakesNoTimeFromOthers() {
    Capacity capacity = capacity(1_000, 0, 60);
    ticks(100, 40, 40);

    for (int i = 0; i < 1_000; i++) {
      capacity.enter("a");
      capacity.leave("a");
    }

    assertThatCode(() -> capacity.enter("b")).doesNotThrowAnyException();
  }

  @Test
  void beforeAnythingWasMeasuredStationsAreMade() {
    assertThatCode(() -> capacity(10, 0, 1).enter("a")).doesNotThrowAnyException();
  }

  private Capacity capacity(int max, int perAddress, int percent) {
    return new Capacity(
        new Stations.PersonalSettings(Duration.ZERO, max, perAddress, percent, false),
        load,
        nanos::get);
  }

  private void ticks(int count, int blocks, int millis) {
    for (int i = 0; i < count; i++) {
      load.worked(tick++, millis * MILLI, blocks * MILLI, blocks, blocks);
    }
  }

  private static StationRefusedException refusal(Capacity capacity, String address) {
    StationRefusedException refused =
        catchThrowableOfType(StationRefusedException.class, () -> capacity.enter(address));
    assertThat(refused).isNotNull();
    return refused;
  }
}
