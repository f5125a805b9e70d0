package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches of one: is it the run that is bad, or the tier? */
class TiersLonelyRunTest {

  private static final float SCORE = 0.8f;

  private final WaveTier device = new WaveTier("cuda", SCORE);
  private final WaveTier cpu = new WaveTier("cpu", SCORE);
  private final Tiers tiers =
      new Tiers(List.of(device.as(Tier.Kind.SCORE), cpu.as(Tier.Kind.SCORE), Tier.silence()));
  private long tick;

  @Test
  void aBadRunThatIsAloneInItsBatchIsNotTakenForABrokenTier() {
    // Given: batches of one
    List<TestStation> stations = TestStation.several(4);
    playOneByOne(stations);

    // When
    device.poison.add(1);
    playOneByOne(stations);

    // Then
    stations.forEach(station -> station.hears(SCORE));
    assertThat(tiers.report().tier()).isEqualTo("cuda");
    assertThat(tiers.report().tier("cuda").rejections()).isEqualTo(1);
    assertThat(tiers.report().tier("cuda").falls()).isZero();
  }

  @Test
  void aBrokenTierIsFoundInBatchesOfOneToo() {
    // Given
    List<TestStation> stations = TestStation.several(20);
    playOneByOne(stations);

    // When
    device.attempts.clear();
    device.broken = true;
    playOneByOne(stations);

    // Then
    stations.forEach(station -> station.hears(SCORE));
    assertThat(device.attempts).hasSize(1 + Rung.MAX_DOUBTS);
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
    assertThat(tiers.report().tier()).isEqualTo("cpu");
  }

  @Test
  void aTierThatFailsTheOnlyStationLeftHasFallenThoughItServedAnotherAMomentAgo() {
    // Given: two stations, of which one leaves
    List<TestStation> stations = TestStation.several(2);
    playOneByOne(stations);
    device.broken = true;

    // When: seconds pass
    for (int i = 0; i < 50; i++) {
      playOneByOne(stations.subList(0, 1));
      stations.get(0).hears(SCORE);
    }

    // Then: the report does not claim that the device plays
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().degraded()).isTrue();
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
  }

  private void playOneByOne(List<TestStation> stations) {
    stations.forEach(each -> tiers.render(tick * AudioFormat.BLOCK_FRAMES, List.of(each.run(1))));
    tick++;
  }
}
