package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlLimitTest {

  private long nanos = Long.MIN_VALUE / 2;
  private final ControlLimit limit = new ControlLimit(() -> nanos);

  @Test
  void anAddressMaySendSoManyAtOnceAndSoManyASecond() {
    assertThat(taken("192.0.2.1", 1_000)).isEqualTo(ControlLimit.AT_ONCE);

    pass(1_000);
    assertThat(taken("192.0.2.1", 1_000)).isEqualTo(ControlLimit.PER_SECOND);
    assertThat(taken("192.0.2.2", 1_000)).as("somebody else").isEqualTo(ControlLimit.AT_ONCE);
  }

  @Test
  void oneThatIsTurnedAwayHearsWhenToTryAgain() {
    taken("192.0.2.1", 1_000);

    OptionalInt wait = limit.take("192.0.2.1");

    assertThat(wait).hasValue(1);
    pass(1_000L * wait.getAsInt());
    assertThat(limit.take("192.0.2.1")).isEmpty();
  }

  @Test
  void fourPeopleBehindOneAddressWhoTurnKnobsForAMinuteAreNotHit() {
    // The page sends a knob's value once it has rested for a quarter of a second.
    for (int step = 0; step < 60 * 4; step++) {
      assertThat(taken("203.0.113.9", 4)).isEqualTo(4);
      pass(250);
    }
  }

  @Test
  void aClientWithoutAnAddressIsLimitedToo() {
    assertThat(taken(null, 1_000)).isEqualTo(ControlLimit.AT_ONCE);
  }

  @Test
  void addressesThatAreQuietAreForgottenAndNeverAreThereMoreThanItMayHold() {
    for (int i = 0; i < 3 * ControlLimit.MOST_ADDRESSES; i++) {
      limit.take("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
    }
    assertThat(limit.addresses()).isEqualTo(ControlLimit.MOST_ADDRESSES);

    // When: they are gone, and one comes now and then
    for (int i = 0; i < ControlLimit.MOST_ADDRESSES; i++) {
      pass(3_000);
      limit.take("192.0.2.1");
    }
    assertThat(limit.addresses()).isEqualTo(1);
  }

  private int taken(String address, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      if (limit.take(address).isEmpty()) {
        taken++;
      }
    }
    return taken;
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
