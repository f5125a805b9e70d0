package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.Polyphony;
import org.junit.jupiter.api.Test;

class LoadGovernorTest {

  private final LoadGovernor governor = new LoadGovernor();
  private boolean personal;
  private long frame;

  @Test
  void aFastMachinePlaysEverything() {
    observe(600, 0.5, 1);

    assertThat(shared()).isZero();
    assertThat(governor.of(StationKind.SHARED))
        .isEqualTo(new LoadGovernor.Step(Polyphony.FULL, false));
  }

  @Test
  void aHiccupShedsNothing() {
    observe(3, 1, 1);
    observe(10, 0.5, 1);

    assertThat(governor.shed()).isZero();
  }

  @Test
  void lastingStrainShedsAStepAtATime() {
    // When / Then: after 0.3 s, then every two seconds
    observe(4, 0.9, 1);
    assertThat(shared()).isEqualTo(1);
    assertThat(governor.of(StationKind.SHARED).polyphony().doubled()).isFalse();
    observe(18, 0.9, 1);
    assertThat(shared()).isEqualTo(1);
    observe(4, 0.9, 1);
    assertThat(shared()).isEqualTo(2);
    assertThat(governor.of(StationKind.SHARED).polyphony().held()).isEqualTo(24);
    assertThat(governor.of(StationKind.SHARED).dry()).isFalse();
    observe(200, 0.9, 1);
    assertThat(shared()).isEqualTo(LoadGovernor.MOST);
    assertThat(governor.of(StationKind.SHARED).polyphony().held()).isEqualTo(12);
    assertThat(governor.of(StationKind.SHARED).dry()).isTrue();
    assertThat(governor.shed()).isEqualTo(LoadGovernor.MOST);
  }

  @Test
  void aLeadThatRunsOutDoesNotWait() {
    observe(17, 0.1, 0.3);

    assertThat(shared()).isEqualTo(LoadGovernor.MOST);
  }

  @Test
  void personalStationsShedEverythingBeforeSharedOnesShedAnything() {
    // Given
    personal = true;

    // When / Then
    for (int step = 1; step <= LoadGovernor.MOST; step++) {
      int wanted = step;
      observeUntil(() -> governor.step(StationKind.PERSONAL) == wanted);
      assertThat(shared()).isZero();
    }
    // However long it lasts: shared stations never suffer for personal ones
    observe(1_000, 0.95, 1);
    assertThat(shared()).isZero();
    // But: the lead of a shared station runs out all the same
    observe(1, 0.95, 0.3);
    assertThat(shared()).isEqualTo(1);
    assertThat(governor.step(StationKind.PERSONAL)).isEqualTo(LoadGovernor.MOST);
  }

  @Test
  void aLeadOfPersonalStationsThatRunsOutTakesNothingFromSharedOnes() {
    personal = true;
    for (int i = 0; i < 1_000; i++) {
      frame += AudioFormat.BLOCK_FRAMES;
      governor.observe(frame, 0.95, 1, 0, true);
    }

    assertThat(governor.step(StationKind.PERSONAL)).isEqualTo(LoadGovernor.MOST);
    assertThat(shared()).isZero();
  }

  @Test
  void whatWasShedComesBackSlowlyToSharedStationsFirst() {
    // Given
    personal = true;
    for (int i = 0; i < 100 && shared() == 0; i++) {
      observe(1, 0.9, 0.3);
    }
    assertThat(shared()).isEqualTo(1);

    // When / Then: between the thresholds nothing happens
    observe(1_000, 0.5, 1);
    assertThat(shared()).isEqualTo(1);
    observe(190, 0.3, 1);
    assertThat(shared()).isEqualTo(1);
    observe(20, 0.3, 1);
    assertThat(shared()).isZero();
    assertThat(governor.step(StationKind.PERSONAL)).isEqualTo(LoadGovernor.MOST);
    observe(1_000, 0.3, 1);
    assertThat(governor.step(StationKind.PERSONAL)).isZero();
    assertThat(governor.restored()).isEqualTo(governor.shed());
  }

  @Test
  void aStepThatSavesHalfOfTheWorkDoesNotSwing() {
    // Given: full work is 0.85 of a tick, a step takes nearly half of it away
    double[] load = {0.85};

    // When
    for (int chunk = 0; chunk < 10_000; chunk++) {
      frame += AudioFormat.BLOCK_FRAMES;
      if (governor.observe(frame, load[0], 1, 1, false)) {
        load[0] = shared() == 0 ? 0.85 : 0.85 * 0.55;
      }
    }

    // Then
    assertThat(governor.restored()).isZero();
    assertThat(shared()).isEqualTo(1);
  }

  private int shared() {
    return governor.step(StationKind.SHARED);
  }

  private void observeUntil(java.util.function.BooleanSupplier reached) {
    for (int i = 0; i < 1_000 && !reached.getAsBoolean(); i++) {
      observe(1, 0.9, 1);
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  private void observe(int chunks, double load, double leadShare) {
    for (int i = 0; i < chunks; i++) {
      frame += AudioFormat.BLOCK_FRAMES;
      governor.observe(frame, load, leadShare, 1, personal);
    }
  }
}
