package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioFormat;
import io.auralis.limits.LogLines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aClockThatHasNotReachedTheEpochIsNamedAsSuch() {
    assertThatThrownBy(() -> new MonotonicClock(Instant.now().plusSeconds(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The clock of this machine reads")
        .hasMessageContaining("lies before the epoch");
  }

  @Test
  void whatIsPastIsDueNow() {
    assertThat(clock.until(0)).isZero();
    assertThat(clock.until(60L * AudioFormat.SAMPLE_RATE_HZ))
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(longs = {3 * 3_600, -3 * 3_600, 1, -1, 10L * 365 * 86_400, -50L * 365 * 86_400})
  void aWallClockThatIsSteppedIsFollowedAtOnceAndTheFramesGoOn(long seconds) {
    try (LogLines log = LogLines.of(WallTime.class)) {
      // Given
      Machine machine = new Machine();
      MonotonicClock fake = machine.clock();
      machine.pass(Duration.ofMinutes(10));
      long frames = fake.frames();
      assertThat(fake.wallTime(frames)).isEqualTo(machine.wall);

      // When
      machine.step(Duration.ofSeconds(seconds));

      // Then: the same frame, the new time, for what is past and what is to come
      assertThat(fake.frames()).isEqualTo(frames);
      assertThat(fake.wallTime(frames)).isEqualTo(machine.wall);
      assertThat(fake.wallTime(frames - 44_100)).isEqualTo(machine.wall.minusSeconds(1));
      assertThat(fake.until(frames + 44_100)).isEqualTo(Duration.ofSeconds(1));
      machine.pass(Duration.ofSeconds(10));
      assertThat(fake.frames()).isEqualTo(frames + 441_000);
      assertThat(fake.wallTime(frames + 441_000)).isEqualTo(machine.wall);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {500, -500, 5_000, -5_000})
  void aWallClockThatIsSlewedIsFollowedWithoutAJump(long partsPerMillion) {
    try (LogLines log = LogLines.of(WallTime.class)) {
      // Given
      Machine machine = new Machine();
      MonotonicClock fake = machine.clock();
      Instant last = fake.wallTime(0);

      // When: two hours, a chunk after the other
      for (long chunk = 1; chunk < 72_000; chunk++) {
        machine.pass(Duration.ofMillis(100));
        machine.step(Duration.ofNanos(100 * partsPerMillion));
        Instant time = fake.wallTime(chunk * AudioFormat.BLOCK_FRAMES);

        // Then
        assertThat(Duration.between(last, time).toNanos()).isBetween(99_000_000L, 101_000_000L);
        assertThat(Duration.between(time, machine.wall).abs())
            .isLessThanOrEqualTo(WallTime.TOLERANCE.plusMillis(1));
        last = time;
      }
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void aSmallStepIsCaughtUpWithSlowly() {
    // Given
    Machine machine = new Machine();
    MonotonicClock fake = machine.clock();

    // When
    machine.step(Duration.ofMillis(100));

    // Then: within ten seconds, and then exactly 100 ms apart again
    for (long chunk = 1; chunk < 100; chunk++) {
      machine.pass(Duration.ofMillis(100));
      fake.wallTime(chunk * AudioFormat.BLOCK_FRAMES);
    }
    assertThat(Duration.between(fake.wallTime(fake.frames()), machine.wall).abs())
        .isLessThan(Duration.ofMillis(2));
    machine.pass(Duration.ofMinutes(1));
    Instant one = fake.wallTime(0);
    machine.pass(Duration.ofMinutes(1));
    assertThat(fake.wallTime(0)).isEqualTo(one);
  }

  @Test
  void aMachineThatSleptGoesOnWhereItWasWithTheNewTime() {
    // Given
    Machine machine = new Machine();
    MonotonicClock fake = machine.clock();
    machine.pass(Duration.ofHours(1));
    long frames = fake.frames();

    // When: it sleeps for a night; its monotonic clock stands still
    machine.step(Duration.ofHours(8));

    // Then
    assertThat(fake.frames()).isEqualTo(frames);
    assertThat(fake.wallTime(frames)).isEqualTo(machine.wall);

    // When: another, whose monotonic clock goes on
    machine.pass(Duration.ofHours(8));

    // Then
    assertThat(fake.wallTime(fake.frames())).isEqualTo(machine.wall);
    assertThat(fake.frames()).isEqualTo(frames + 8 * 3_600L * AudioFormat.SAMPLE_RATE_HZ);
  }

  @Test
  void anEpochDecidesAboutTheIndexAtTheStartOnly() {
    try (LogLines log = LogLines.of(WallTime.class)) {
      // Given
      Machine machine = new Machine();
      MonotonicClock fake =
          new MonotonicClock(
              machine.wall.minusSeconds(1_000), () -> machine.nanos, () -> machine.wall);
      assertThat(fake.frames()).isEqualTo(44_100_000);

      // When: the clock is put back, before the epoch even
      machine.step(Duration.ofSeconds(-5_000));

      // Then
      assertThat(fake.frames()).isEqualTo(44_100_000);
      assertThat(fake.wallTime(44_100_000)).isEqualTo(machine.wall);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).getMessage()).contains("AURALIS_STATION_EPOCH", "restart");
    }
  }

  @Test
  void wallTimesThatBelongTogetherStayTogether() {
    Machine machine = new Machine();
    MonotonicClock fake = machine.clock();
    LongFunction<Instant> times = fake.wallTimes();
    Instant start = times.apply(0);

    machine.step(Duration.ofHours(3));

    assertThat(times.apply(44_100)).isEqualTo(start.plusSeconds(1));
    assertThat(fake.wallTime(44_100)).isEqualTo(start.plusSeconds(1).plus(Duration.ofHours(3)));
  }

  @Test
  void aReadingThatWasHeldUpMeansNothing() {
    // Given: between the two clocks the thread waits for half a second
    Machine machine = new Machine();
    MonotonicClock fake = machine.clock();
    Instant before = fake.wallTime(0);

    // When
    machine.heldUp = Duration.ofMillis(500);
    Instant during = fake.wallTime(0);
    machine.heldUp = Duration.ZERO;

    // Then
    assertThat(during).isEqualTo(before);
    assertThat(fake.wallTime(0)).isEqualTo(before);
  }

  /** The clocks of a machine. */
  private static final class Machine {
    private long nanos = -7;
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private Duration heldUp = Duration.ZERO;

    MonotonicClock clock() {
      return new MonotonicClock(
          () -> nanos,
          () -> {
            pass(heldUp);
            return wall;
          });
    }

    void pass(Duration time) {
      nanos += time.toNanos();
      wall = wall.plus(time);
    }

    void step(Duration by) {
      wall = wall.plus(by);
    }
  }
}
