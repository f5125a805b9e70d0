package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How several stations come back to a tier, each at its own time. */
class TiersReturnTest {

  private static final float SCORE = 0.8f;
  private static final float SAMPLES = -0.6f;

  private final WaveTier cpu = new WaveTier("cpu", SCORE);
  private final WaveTier samples = new WaveTier("samples", SAMPLES);
  private final Tiers tiers =
      new Tiers(List.of(cpu.as(Tier.Kind.SCORE), samples.as(Tier.Kind.SAMPLES), Tier.silence()));
  private long tick;

  @Test
  void eachStationReturnsAtItsOwnPhraseBoundaryWithACrossfade() {
    // Given: the tier fell for three stations and works again
    List<TestStation> stations = fallenStations(3);
    cpu.broken = false;
    play(stations, 12);
    assertThat(tiers.report().tier()).isEqualTo("samples");
    stations.forEach(station -> station.hears(SAMPLES));

    for (TestStation returning : stations) {
      // When
      returning.seam.phraseBoundary();
      play(stations, 1);

      // Then: it crosses over, those before it play the score, those behind it samples
      AudioBlock crossed = audio(returning.expected(SAMPLES));
      Fades.crossfade(crossed, audio(returning.expected(SCORE)), 1);
      assertThat(returning.block(0)).isEqualTo(crossed.samples());
      for (TestStation other : stations) {
        if (other != returning) {
          other.hears(other.id < returning.id ? SCORE : SAMPLES);
        }
      }
      assertThat(tiers.report().tier()).isEqualTo("cpu");
      assertThat(tiers.report().degraded()).isFalse();
    }

    // And: it fell once and recovered once, however many stations there are
    assertThat(tiers.report().tier("cpu").falls()).isEqualTo(1);
    assertThat(tiers.report().tier("cpu").recoveries()).isEqualTo(1);
    assertThat(tiers.report().tier("cpu").rejections()).isZero();
    play(stations, 1);
    stations.forEach(station -> station.hears(SCORE));
  }

  @Test
  void aStationThatBeginsMeanwhileBeginsOnTheBestTierThatWorks() {
    // Given
    List<TestStation> stations = fallenStations(2);
    TestStation early = new TestStation(2, 1);
    stations.add(early);
    play(stations, 1);
    early.hears(SAMPLES);
    cpu.broken = false;
    play(stations, 12);

    // When
    TestStation late = new TestStation(3, 1);
    stations.add(late);
    play(stations, 1);

    // Then: from its first sample on, without a fade
    late.hears(SCORE);
    early.hears(SAMPLES);
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().tier("cpu").recoveries()).isEqualTo(1);
  }

  @Test
  void aStationThatSleptThroughTheFallIsToldAndFadesOnlyIfTheTierIsStillBroken() {
    // Given: two play on while the tier falls, two sleep
    List<TestStation> stations = TestStation.several(4);
    play(stations, 2);
    cpu.broken = true;
    List<TestStation> awake = new ArrayList<>(stations.subList(0, 2));
    play(awake, 3);
    int attempts = cpu.attempts.size();

    // When
    TestStation early = stations.get(2);
    early.sleep(3);
    awake.add(early);
    play(awake, 1);

    // Then: it does not try the broken tier
    assertThat(cpu.attempts).hasSize(attempts);
    assertThat(early.seam.takeFailure()).get().extracting("message").isEqualTo("cpu is broken");
    play(awake, 1);
    early.hears(SAMPLES);

    // And: the other one never hears of it
    cpu.broken = false;
    play(awake, 12);
    TestStation late = stations.get(3);
    late.sleep(17);
    play(stations, 1);
    late.hears(SCORE);
    assertThat(late.seam.takeFailure()).isEmpty();
    assertThat(tiers.report().tier("cpu").recoveries()).isEqualTo(1);
  }

  @Test
  void aBadRunThatHealsComesBackAtAPhraseBoundary() {
    // Given
    List<TestStation> stations = TestStation.several(3);
    TestStation bad = stations.get(1);
    cpu.poison.add(1);
    play(stations, 2);
    bad.hears(SAMPLES);
    cpu.poison.clear();

    // When: a boundary before its back-off is over
    bad.seam.phraseBoundary();
    play(stations, 1);
    bad.hears(SAMPLES);
    play(stations, 12);
    bad.hears(SAMPLES);
    bad.seam.phraseBoundary();
    play(stations, 1);
    AudioBlock crossed = audio(bad.expected(SAMPLES));
    Fades.crossfade(crossed, audio(bad.expected(SCORE)), 1);

    // Then
    assertThat(bad.block(0)).isEqualTo(crossed.samples());
    play(stations, 1);
    stations.forEach(station -> station.hears(SCORE));
    assertThat(tiers.report().tier("cpu").rejections()).isEqualTo(1);
    assertThat(tiers.report().tier("cpu").falls()).isZero();
    assertThat(tiers.report().tier("cpu").recoveries()).isZero();
  }

  @Test
  void aBadRunThatDoesNotHealIsTriedLessAndLessOften() {
    // Given
    List<TestStation> stations = TestStation.several(3);
    cpu.poison.add(1);

    // When: ten minutes with phrases of 10 s
    for (int i = 0; i < 6_000; i++) {
      if (i % 100 == 0) {
        stations.get(1).seam.phraseBoundary();
      }
      play(stations, 1);
    }

    // Then: the first run in halves, then after 1, 2, 4 .. 256 s; nobody else noticed
    assertThat(cpu.attempts.stream().filter(size -> size < 0)).hasSizeBetween(10, 14);
    assertThat(tiers.report().tier("cpu").rejections()).isEqualTo(1);
    stations.get(0).hears(SCORE);
    stations.get(2).hears(SCORE);
  }

  @Test
  void aStationThatIsRejectedDoesNotKeepABrokenTierFromRecovering() {
    // Given: one station is rejected, then the tier falls for all
    List<TestStation> stations = TestStation.several(3);
    cpu.poison.add(1);
    play(stations, 1);
    cpu.broken = true;
    play(stations, 1);

    // When: only that station's runs still fail
    cpu.broken = false;
    play(stations, 15);
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 2);

    // Then
    stations.forEach(station -> station.hears(station.id == 1 ? SAMPLES : SCORE));
  }

  @Test
  void aBrokenTierIsTriedWithAnotherStationsRunEachTime() {
    // Given: two of three stations have gone bad while the tier was broken
    List<TestStation> stations = fallenStations(3);
    cpu.broken = false;
    cpu.poison.addAll(List.of(0, 1));

    // When
    play(stations, 45);
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 2);

    // Then
    stations.forEach(station -> station.hears(station.id == 2 ? SCORE : SAMPLES));
  }

  @Test
  void aTierThatFailsOnTheWayBackLeavesAllPlaying() {
    // Given
    List<TestStation> stations = fallenStations(9);
    cpu.broken = false;
    play(stations, 12);
    cpu.broken = true;
    cpu.attempts.clear();

    // When
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 1);

    // Then
    stations.forEach(station -> station.hears(SAMPLES));
    assertThat(cpu.attempts).hasSizeLessThanOrEqualTo(7);
    assertThat(tiers.report().tier()).isEqualTo("samples");
    assertThat(tiers.report().tier("cpu").falls()).isEqualTo(1);
  }

  @Test
  void oneBadRunOnTheWayBackLeavesThatStationBehindOnly() {
    // Given
    List<TestStation> stations = fallenStations(9);
    cpu.broken = false;
    play(stations, 12);
    cpu.poison.add(4);

    // When
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 2);

    // Then
    stations.forEach(station -> station.hears(station.id == 4 ? SAMPLES : SCORE));
  }

  @Test
  void badRunsOnTheWayBackDoNotCostThoseThatHaveReturned() {
    // Given: two of four have returned
    List<TestStation> stations = fallenStations(4);
    cpu.broken = false;
    play(stations, 12);
    stations.subList(0, 2).forEach(station -> station.seam.phraseBoundary());
    play(stations, 1);

    // When: all others cannot
    cpu.poison.addAll(List.of(2, 3));
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 2);

    // Then
    stations.forEach(station -> station.hears(station.id < 2 ? SCORE : SAMPLES));
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().tier("cpu").falls()).isEqualTo(1);
  }

  @Test
  void hundredsReturnInOneTickInBatchesOfABoundedSize() {
    // Given
    List<TestStation> stations = fallenStations(300);
    cpu.broken = false;
    play(stations, 12);
    cpu.attempts.clear();

    // When
    stations.forEach(station -> station.seam.phraseBoundary());
    play(stations, 1);

    // Then
    assertThat(cpu.attempts).containsExactly(128, 128, 44);
    play(stations, 1);
    stations.forEach(station -> station.hears(SCORE));
    assertThat(tiers.report().tier("cpu").recoveries()).isEqualTo(1);
  }

  private List<TestStation> fallenStations(int count) {
    List<TestStation> stations = TestStation.several(count);
    play(stations, 1);
    cpu.broken = true;
    play(stations, 2);
    stations.forEach(station -> station.hears(SAMPLES));
    return stations;
  }

  private static AudioBlock audio(float[] samples) {
    AudioBlock audio = new AudioBlock(1);
    System.arraycopy(samples, 0, audio.samples(), 0, samples.length);
    return audio;
  }

  private void play(List<TestStation> stations, int blocks) {
    for (int i = 0; i < blocks; i++) {
      tiers.render(
          tick++ * AudioFormat.BLOCK_FRAMES, stations.stream().map(each -> each.run(1)).toList());
    }
  }
}
