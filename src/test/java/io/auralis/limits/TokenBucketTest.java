package io.auralis.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  @Test
  void whatIsTakenComesBackWithTime() {
    TokenBucket bucket = new TokenBucket(3, 2, millis(0));

    assertThat(bucket.take(3, millis(0))).isTrue();
    assertThat(bucket.take(1, millis(499))).isFalse();
    assertThat(bucket.nanosUntil(1, millis(400))).isEqualTo(millis(1));
    assertThat(bucket.take(1, millis(500))).isTrue();
    assertThat(bucket.isFull(millis(1_999))).isFalse();
    assertThat(bucket.isFull(millis(2_001))).isTrue();
    assertThat(bucket.take(4, millis(100_000))).as("more than there ever is").isFalse();
    assertThat(bucket.nanosUntil(2, millis(100_000))).isZero();
  }

  @Test
  void aClockThatStartsAnywhereAndGoesBackIsFine() {
    TokenBucket bucket = new TokenBucket(1, 1, Long.MAX_VALUE - 5);

    assertThat(bucket.take(1, Long.MAX_VALUE - 10)).isTrue();
    assertThat(bucket.take(1, Long.MAX_VALUE)).isFalse();
    // The reading has overflowed: a second has passed.
    assertThat(bucket.take(1, Long.MIN_VALUE + millis(1_000))).isTrue();
  }

  @Test
  void aBudgetOfNothingIsAMistake() {
    assertThatThrownBy(() -> new TokenBucket(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenBucket(1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void neverMoreThanAtOnceAndSoMuchASecond(
      @ForAll @IntRange(min = 1, max = 50) int atOnce,
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 300) Long> pauses) {
    TokenBucket bucket = new TokenBucket(atOnce, perSecond, 0);
    long now = 0;
    int taken = 0;
    for (long pause : pauses) {
      now += pause;
      taken += bucket.take(1, millis(now)) ? 1 : 0;
      assertThat(taken).isLessThanOrEqualTo((int) (atOnce + perSecond * now / 1e3 + 1e-6));
    }
  }

  private static long millis(long value) {
    return TimeUnit.MILLISECONDS.toNanos(value);
  }
}
