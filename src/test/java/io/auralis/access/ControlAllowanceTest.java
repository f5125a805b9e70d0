package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlAllowanceTest {

  private final ControlAllowance allowance = new ControlAllowance();

  @Test
  void tenWithinASecondAreTakenAndTheEleventhIsNot() {
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take(millis(i * 50))).isTrue();
    }
    assertThat(allowance.take(millis(999))).isFalse();
    assertThat(allowance.take(millis(1_000))).isTrue();
    assertThat(allowance.take(millis(1_001))).as("the second one is not a second ago").isFalse();
    assertThat(allowance.take(millis(1_050))).isTrue();
  }

  @Test
  void aClockThatStartsBelowZeroIsFine() {
    assertThat(allowance.take(Long.MIN_VALUE / 2)).isTrue();
  }

  private static long millis(long value) {
    return TimeUnit.MILLISECONDS.toNanos(value);
  }
}
