package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StationTotalsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger walks = new AtomicInteger();
  private final StationTotals totals =
      new StationTotals(
          kind -> {
            walks.incrementAndGet();
            return List.of();
          },
          nanos::get);

  @Test
  void oneWalkOverEachKindServesAWholeScrape() {
    for (int meter = 0; meter < 7; meter++) {
      assertThat(totals.of(StationKind.SHARED)).isEqualTo(KindTotals.NONE);
      assertThat(totals.of(StationKind.PERSONAL)).isEqualTo(KindTotals.NONE);
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(walks).hasValue(StationKind.values().length);

    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));
    totals.of(StationKind.SHARED);

    assertThat(walks).hasValue(2 * StationKind.values().length);
  }

  @Test
  void whatIsCountedNeverFalls() {
    KindTotals before = new KindTotals(3, 4, 10, 20, 30, 40, 50);

    KindTotals now = new KindTotals(1, 2, 11, 19, 31, 39, 51).notBelow(before);

    assertThat(now).isEqualTo(new KindTotals(1, 2, 11, 20, 31, 40, 51));
  }
}
