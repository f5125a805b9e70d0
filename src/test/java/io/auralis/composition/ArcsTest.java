package io.auralis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ArcsTest {

  private static final List<ToDoubleFunction<Arcs>> ALL =
      List.of(Arcs::brightness, Arcs::density, Arcs::space, Arcs::dynamics);

  private static Arcs at(long seed, double minutes) {
    return Arcs.at(seed, Math.round(minutes * 60e6));
  }

  @Test
  void theyAreSlowAndStayInBounds() {
    for (ToDoubleFunction<Arcs> arc : ALL) {
      for (double minute = 0; minute < 480; minute += 0.5) {
        double now = arc.applyAsDouble(at(7, minute));
        assertThat(now).isBetween(-1.0, 1.0);
        // half a minute is the length of a phrase
        assertThat(Math.abs(arc.applyAsDouble(at(7, minute + 0.5)) - now)).isLessThan(0.25);
      }
    }
  }

  @Test
  void hoursBringBothEnds() {
    for (ToDoubleFunction<Arcs> arc : ALL) {
      double lowest = 1;
      double highest = -1;
      for (double minute = 0; minute < 480; minute++) {
        lowest = Math.min(lowest, arc.applyAsDouble(at(7, minute)));
        highest = Math.max(highest, arc.applyAsDouble(at(7, minute)));
      }
      assertThat(lowest).isLessThan(-0.7);
      assertThat(highest).isGreaterThan(0.7);
    }
  }

  @Test
  void minuteFortyDiffersFromMinuteTwo() {
    int different = 0;
    for (long seed = 0; seed < 100; seed++) {
      Arcs early = at(seed, 2);
      Arcs late = at(seed, 40);
      boolean differs =
          ALL.stream()
              .anyMatch(arc -> Math.abs(arc.applyAsDouble(early) - arc.applyAsDouble(late)) > 0.4);
      different += differs ? 1 : 0;
    }
    assertThat(different).isGreaterThan(90);
  }

  @Test
  void aStationHasItsOwn() {
    assertThat(at(7, 30)).isEqualTo(at(7, 30)).isNotEqualTo(at(8, 30));
  }
}
