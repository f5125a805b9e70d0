package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TickLoadTest {

  private final List<Long> ended = new ArrayList<>();
  private final TickLoad load = new TickLoad(ended::add);

  @Test
  void allWorkBetweenTwoLinesOfTheGridIsOneTick() {
    load.worked(7, millis(20), 0, 0, 0);
    load.worked(7, millis(30), 0, 0, 0);
    assertThat(ended).isEmpty();

    load.worked(8, millis(5), 0, 0, 0);
    load.worked(10, millis(1), 0, 0, 0);

    assertThat(ended).containsExactly(millis(50), millis(5));
  }

  @Test
  void theLoadIsTheShareOfTheTimeThatIsSpentOnWork() {
    for (int tick = 0; tick < 100; tick++) {
      load.worked(tick, millis(30), millis(20), 10, 10);
    }

    assertThat(load.load()).isCloseTo(0.3, within(0.001));
    assertThat(load.blockMillis()).isCloseTo(2, within(0.001));
    assertThat(load.stationShare()).isCloseTo(0.02, within(0.001));
  }

  @Test
  void whatIsRenderedForStationsThatWakeIsNoSteadyLoad() {
    for (int tick = 0; tick < 100; tick++) {
      // 10 ms beside the blocks; 5 stations with one block each, and one that gets 15
      load.worked(tick, millis(50), millis(40), 20, 6);
    }

    assertThat(load.load()).isCloseTo(0.5, within(0.001));
    assertThat(load.steadyLoad()).isCloseTo(0.1 + 0.4 * 6 / 20, within(0.001));
  }

  @Test
  void ticksWithoutWorkLowerIt() {
    for (int tick = 0; tick < 100; tick++) {
      load.worked(tick, millis(90), millis(90), 1, 1);
    }

    load.worked(120, millis(90), millis(90), 1, 1);

    assertThat(load.load()).isLessThan(0.15);
    assertThat(ended).hasSize(100);
  }

  private static long millis(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
