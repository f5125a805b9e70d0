package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many stations in one batch, some of which cannot be rendered. */
class TiersBatchTest {

  private static final float SCORE = 0.8f;
  private static final float SAMPLES = -0.6f;

  private WaveTier device = new WaveTier("cuda", SCORE);
  private WaveTier cpu = new WaveTier("cpu", SCORE);
  private final WaveTier samples = new WaveTier("samples", SAMPLES);
  private Tiers tiers = tiers();
  private long tick;

  @Test
  void allStationsOfATierAreOneBatch() {
    // When
    play(TestStation.several(50));

    // Then
    assertThat(device.attempts).containsExactly(50);
    assertThat(cpu.attempts).isEmpty();
  }

  @Test
  void nothingToRenderIsNoRun() {
    // When
    tiers.render(0, List.of());

    // Then
    assertThat(device.attempts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
  void oneBadRunAtAnyPositionCostsTheOthersNothing(int size) {
    for (int bad = 0; bad < size; bad++) {
      // Given
      device = new WaveTier("cuda", SCORE);
      cpu = new WaveTier("cpu", SCORE);
      tiers = tiers();
      List<TestStation> stations = TestStation.several(size);
      play(stations);

      // When
      device.attempts.clear();
      device.poison.add(bad);
      play(stations);

      // Then: everybody heard the score, and only one was told
      stations.forEach(station -> station.hears(SCORE));
      for (TestStation station : stations) {
        assertThat(station.seam.takeFailure().isPresent()).isEqualTo(station.id == bad);
      }
      int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
      assertThat(device.attempts).hasSizeLessThanOrEqualTo(1 + 2 * halvings);
      assertThat(cpu.attempts).containsExactly(1);
      boolean alone = size == 1;
      assertThat(tiers.report().tier()).isEqualTo(alone ? "cpu" : "cuda");
      assertThat(tiers.report().tier("cuda").falls()).isEqualTo(alone ? 1 : 0);
      assertThat(tiers.report().tier("cuda").rejections()).isEqualTo(alone ? 0 : 1);

      // And: the next tick costs no attempt more than an undisturbed one
      device.attempts.clear();
      play(stations);
      stations.forEach(station -> station.hears(SCORE));
      assertThat(device.attempts.toString()).isEqualTo(alone ? "[]" : "[" + (size - 1) + "]");
    }
  }

  @Test
  void twoBadRunsAtAnyPositionsCostTheOthersNothing() {
    for (int first = 0; first < 13; first++) {
      for (int second = first + 1; second < 13; second++) {
        // Given
        device = new WaveTier("cuda", SCORE);
        tiers = tiers();
        List<TestStation> stations = TestStation.several(13);
        device.poison.addAll(List.of(first, second));

        // When
        play(stations);

        // Then
        stations.forEach(station -> station.hears(SCORE));
        assertThat(tiers.report().tier("cuda").rejections()).isEqualTo(2);
        assertThat(tiers.report().tier("cuda").falls()).isZero();
        assertThat(device.attempts).hasSizeLessThanOrEqualTo(15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16, 17, 64, 100, 999, 1_000})
  void aBrokenTierIsGivenUpAfterAFewAttempts(int size) {
    // Given
    List<TestStation> stations = TestStation.several(size);
    play(stations);
    stations.forEach(station -> station.hears(SCORE));

    // When
    device.attempts.clear();
    device.broken = true;
    play(stations);

    // Then
    assertThat(device.attempts).hasSizeLessThanOrEqualTo(size < 4 ? 2 * size - 1 : 12);
    assertThat(cpu.attempts).containsExactly(size);
    for (TestStation station : stations) {
      station.hears(SCORE);
      assertThat(station.seam.takeFailure()).isPresent();
    }
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
    assertThat(tiers.report().tier("cuda").rejections()).isZero();

    // And: it is left alone afterwards
    device.attempts.clear();
    play(stations);
    assertThat(device.attempts).isEmpty();
  }

  @Test
  void aTierThatFailsWithMostRunsOfALargeBatchIsGivenUpToo() {
    // Given: every second run is bad, so that no half is good
    List<TestStation> stations = TestStation.several(1_000);
    stations.stream().filter(each -> each.id % 2 == 0).forEach(each -> device.poison.add(each.id));
    device.poison.remove(0);

    // When
    play(stations);

    // Then
    assertThat(device.attempts).hasSizeLessThanOrEqualTo(100);
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
    stations.forEach(station -> station.hears(SCORE));
  }

  @Test
  void aBadRunFadesWhereTheTierBelowPlaysSomethingElse() {
    // Given
    cpu.broken = true;
    List<TestStation> stations = TestStation.several(3);
    play(stations);
    device.poison.add(1);

    // When
    play(stations);
    TestStation bad = stations.get(1);
    AudioBlock landing = new AudioBlock(1);
    System.arraycopy(bad.expected(SAMPLES), 0, landing.samples(), 0, AudioBlock.BLOCK_SAMPLES);
    long before = bad.startFrame - AudioFormat.BLOCK_FRAMES;
    float last = WaveTier.block(SCORE, before)[AudioFormat.BLOCK_FRAMES - 1];
    Fades.land(landing, last, -last);

    // Then
    stations.get(0).hears(SCORE);
    stations.get(2).hears(SCORE);
    assertThat(bad.block(0)).isEqualTo(landing.samples());
    play(stations);
    bad.hears(SAMPLES);
  }

  @Test
  void samplesOfOneStationThatAreNoNumbersReachNoOther() {
    // Given
    List<TestStation> stations = TestStation.several(3);
    device.notNumbers.add(1);
    cpu.broken = true;
    play(stations);

    // When: the seam of the second has nothing to land from
    device.broken = true;
    play(stations);

    // Then
    for (TestStation station : stations) {
      for (float sample : station.block(0)) {
        assertThat(Float.isFinite(sample)).isTrue();
      }
    }
    play(stations);
    stations.forEach(station -> station.hears(SAMPLES));
  }

  @Test
  void whenTheLastTierRejectsARunOnlyThatStationIsSilent() {
    // Given
    tiers = new Tiers(List.of(cpu.as(Tier.Kind.SCORE)));
    List<TestStation> stations = TestStation.several(5);
    cpu.poison.add(3);

    // When
    play(stations);
    play(stations);

    // Then
    for (TestStation station : stations) {
      station.hears(station.id == 3 ? 0 : SCORE);
      assertThat(station.seam.takeFailure().isPresent()).isEqualTo(station.id == 3);
    }
    assertThat(tiers.report().tier("cpu").falls()).isZero();
  }

  @Test
  void aRunWithoutRoomForItsAudioFailsWhereItIsMade() {
    ControlBlock controls = new ControlBlock(2, 1, 1);
    controls.reset(2, 1, 1);

    assertThatThrownBy(() -> new Run(new Seam(), controls, new AudioBlock(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Audio for 1 blocks; the run has 2");
  }

  @Test
  void aSeamIsSmallAlsoAfterRejections() {
    // Given
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Seam[] seams = new Seam[10_000];
    Rung lowest = new Rung(3, samples.as(Tier.Kind.SAMPLES));
    new Seam().rejectedBy(lowest, 0);

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < seams.length; i++) {
      seams[i] = new Seam();
      seams[i].rejectedBy(lowest, 0);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / seams.length;

    // Then
    assertThat(each).isBetween(40L, 200L);
  }

  private void play(List<TestStation> stations) {
    tiers.render(
        tick++ * AudioFormat.BLOCK_FRAMES, stations.stream().map(each -> each.run(1)).toList());
  }

  private Tiers tiers() {
    return new Tiers(
        List.of(
            device.as(Tier.Kind.SCORE),
            cpu.as(Tier.Kind.SCORE),
            samples.as(Tier.Kind.SAMPLES),
            Tier.silence()));
  }
}
