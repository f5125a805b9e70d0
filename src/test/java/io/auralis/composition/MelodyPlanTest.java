package io.auralis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.composition.MelodyPlan.Treatment;
import java.util.List;
import org.junit.jupiter.api.Test;

class MelodyPlanTest {

  private static final List<Motif.Tone> TONES =
      List.of(
          new Motif.Tone(0, 0, 2, 0),
          new Motif.Tone(3, 2, 4, 0.5),
          new Motif.Tone(9, -1, 3, 0.25),
          new Motif.Tone(12, 1, 4, 0.75));

  private static List<Integer> steps(Treatment treatment) {
    return MelodyPlan.treat(TONES, treatment).stream().map(Motif.Tone::step).toList();
  }

  private static List<Integer> onsets(Treatment treatment) {
    return MelodyPlan.treat(TONES, treatment).stream().map(Motif.Tone::eighth).toList();
  }

  @Test
  void aMotifIsTransposed() {
    assertThat(steps(Treatment.STATE)).containsExactly(0, 2, -1, 1);
    assertThat(steps(Treatment.SHIFT_UP)).containsExactly(2, 4, 1, 3);
    assertThat(steps(Treatment.SHIFT_DOWN)).containsExactly(-2, 0, -3, -1);
    assertThat(onsets(Treatment.SHIFT_UP)).containsExactly(0, 3, 9, 12);
  }

  @Test
  void aMotifIsInvertedAndReversed() {
    assertThat(steps(Treatment.INVERT)).containsExactly(0, -2, 1, -1);
    assertThat(steps(Treatment.REVERSE)).containsExactly(1, -1, 2, 0);
    assertThat(onsets(Treatment.REVERSE)).containsExactly(0, 3, 9, 12);
  }

  @Test
  void aMotifIsAugmented() {
    assertThat(onsets(Treatment.AUGMENT)).containsExactly(0, 6, 18, 24);
    assertThat(MelodyPlan.treat(TONES, Treatment.AUGMENT).stream().map(Motif.Tone::eighths))
        .containsExactly(4, 8, 6, 8);
    assertThat(steps(Treatment.AUGMENT)).isEqualTo(steps(Treatment.STATE));
  }

  @Test
  void aMotifIsShortenedAnsweredOrSilent() {
    assertThat(onsets(Treatment.FRAGMENT)).containsExactly(4, 7);
    assertThat(steps(Treatment.ANSWER)).containsExactly(0, 2, 0, 0);
    assertThat(MelodyPlan.treat(TONES, Treatment.REST)).isEmpty();
  }
}
