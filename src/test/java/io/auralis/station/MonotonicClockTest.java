package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

  private final MonotonicClock clock = new MonotonicClock();

  @Test
  void startsAtZeroAndNeverGoesBack() {
    long before = clock.frames();
    assertThat(before).isBetween(0L, 10L * AudioFormat.SAMPLE_RATE_HZ);
    for (int i = 0; i < 10_000; i++) {
      long now = clock.frames();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void wallTimesAreExactlyAChunkApartAfterDays() {
    long day = 24L * 3_600 * AudioFormat.SAMPLE_RATE_HZ;
    Instant one = clock.wallTime(30 * day);
    Instant next = clock.wallTime(30 * day + AudioFormat.BLOCK_FRAMES);
    assertThat(Duration.between(one, next)).isEqualTo(Duration.ofMillis(100));
    assertThat(Duration.between(clock.wallTime(0), one)).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void theEpochIsNow() {
    assertThat(clock.wallTime(clock.frames()))
        .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void anEpochOfLongAgoIsCountedFrom() {
    Instant epoch = Instant.parse("2001-01-01T00:00:00Z");
    MonotonicClock old = new MonotonicClock(epoch);

    long frames = old.frames();

    assertThat(old.wallTime(0)).isEqualTo(epoch);
    assertThat(old.wallTime(frames)).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    assertThat(old.until(frames + 60L * AudioFormat.SAMPLE_RATE_HZ))
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }

  @Test
  void anEpochInTheFutureIsRefused() {
    assertThatThrownBy(() -> new MonotonicClock(Instant.now().plusSeconds(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is in the future");
  }

  @Test
  void whatIsPastIsDueNow() {
    assertThat(clock.until(0)).isZero();
    assertThat(clock.until(60L * AudioFormat.SAMPLE_RATE_HZ))
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }
}
