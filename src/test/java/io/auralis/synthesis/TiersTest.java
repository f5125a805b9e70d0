package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.model.ModelException;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One station alone, as it has always been heard. */
class TiersTest {

  private final FakeTier device = new FakeTier("cuda", 0.8f);
  private final FakeTier cpu = new FakeTier("cpu", 0.8f);
  private final FakeTier samples = new FakeTier("samples", -0.6f);
  private final Tiers tiers =
      new Tiers(
          List.of(
              device.as(Tier.Kind.SCORE),
              cpu.as(Tier.Kind.SCORE),
              samples.as(Tier.Kind.SAMPLES),
              Tier.silence()));
  private final Seam seam = new Seam();
  private final ControlBlock controls = Sequencer.newControlBlock(4);
  private final AudioBlock audio = new AudioBlock(4);
  private final HeardAudio heard = new HeardAudio();
  private long next;

  @Test
  void theBestTierPlays() {
    // When
    play(2);

    // Then
    assertThat(heard.samples()).allMatch(sample -> sample == 0.8f);
    assertThat(tiers.report().tier()).isEqualTo("cuda");
    assertThat(tiers.report().degraded()).isFalse();
    assertThat(cpu.runs).isZero();
  }

  @Test
  void aFailedRunIsRepeatedOnTheNextTierWithoutASeam() {
    // Given
    play(2);

    // When
    device.breakWith("out of memory");
    play(2);

    // Then: the graph on the CPU gives the same audio
    assertThat(heard.samples())
        .hasSize(4 * AudioFormat.BLOCK_FRAMES)
        .allMatch(sample -> sample == 0.8f);
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().degraded()).isTrue();
    assertThat(tiers.report().lastFailure()).isEqualTo("out of memory");
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
    assertThat(seam.takeFailure())
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo("out of memory");
    assertThat(seam.takeFailure()).isEmpty();
  }

  @Test
  void anyRuntimeExceptionIsAFailureThatListenersReadNothingTechnicalAbout() {
    // When
    device.failure = new IllegalStateException("0x7f in ort.so");
    play(1);

    // Then
    assertThat(seam.takeFailure())
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo("Synthesis failed");
    assertThat(tiers.report().lastFailure()).isEqualTo("0x7f in ort.so");
  }

  @Test
  void allTheWayDownAndUpNothingJumps() {
    // Given
    play(2);

    // When
    device.breakWith("a");
    cpu.breakWith("b");
    play(3);
    samples.breakWith("c");
    play(3);
    assertThat(tiers.report().tier()).isEqualTo("silence");
    assertThat(tiers.report().audible()).isFalse();
    assertThat(heard.samples().get(heard.samples().size() - 1)).isZero();
    samples.repair();
    playPhrases(3, 20);
    assertThat(tiers.report().tier()).isEqualTo("samples");
    device.repair();
    playPhrases(3, 40);

    // Then
    assertThat(tiers.report().tier()).isEqualTo("cuda");
    assertThat(tiers.report().degraded()).isFalse();
    assertThat(heard.largestJump()).isLessThan(0.02f);
    assertThat(tiers.report().tier("samples").falls()).isEqualTo(1);
    assertThat(tiers.report().tier("samples").recoveries()).isEqualTo(1);
    assertThat(tiers.report().tier("cuda").recoveries()).isEqualTo(1);
  }

  @Test
  void theWayBackIsTakenAtAPhraseBoundaryOnly() {
    // Given
    device.breakWith("a");
    play(1);
    device.repair();

    // When
    play(100);

    // Then
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    seam.phraseBoundary();
    play(1);
    assertThat(tiers.report().tier()).isEqualTo("cuda");
  }

  @Test
  void aFailedTierIsTriedLessAndLessOftenAndNobodyIsToldAgain() {
    // Given
    device.breakWith("a");
    play(1);
    seam.takeFailure();

    // When: ten minutes
    for (int i = 0; i < 6_000; i++) {
      at(next++, 1);
      tiers.render(controls.startFrame(), List.of(new Run(seam, controls, audio)));
    }

    // Then: after 1, 2, 4 .. 256 s and then every 300 s
    assertThat(device.runs).isBetween(9, 11);
    assertThat(seam.takeFailure()).isEmpty();
    assertThat(tiers.report().tier("cuda").falls()).isEqualTo(1);
  }

  @Test
  void aTierThatFailsAgainSoonIsTrustedLess() {
    // Given: it failed, came back and failed again at once
    device.breakWith("a");
    play(1);
    device.repair();
    playPhrases(1, 15);
    assertThat(tiers.report().tier()).isEqualTo("cuda");
    device.breakWith("b");
    play(1);
    device.repair();

    // When: the first delay is over, the second is not
    playPhrases(1, 15);

    // Then
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    playPhrases(1, 15);
    assertThat(tiers.report().tier()).isEqualTo("cuda");
  }

  @Test
  void aTierThatFailsOnTheWayBackLeavesTheOtherPlaying() {
    // Given
    device.breakWith("a");
    play(1);
    device.repair();
    play(15);
    device.breakWith("again");

    // When
    seam.phraseBoundary();
    play(1);

    // Then
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    assertThat(tiers.report().lastFailure()).isEqualTo("again");
    assertThat(heard.samples()).allMatch(sample -> sample == 0.8f);
  }

  @Test
  void aTierThatDoesNotOpenIsLeftOutAndNamed() {
    // Given
    Tier missing =
        new Tier(
            "cpu",
            "the ONNX graph",
            Tier.Kind.SCORE,
            () -> {
              throw new ModelException("model.onnx is missing");
            });

    // When
    Tiers shorter = new Tiers(List.of(missing, samples.as(Tier.Kind.SAMPLES), Tier.silence()));

    // Then
    assertThat(shorter.report().tier()).isEqualTo("samples");
    assertThat(shorter.report().lastFailure()).isEqualTo("model.onnx is missing");
    assertThat(shorter.report().degraded()).isTrue();
    assertThat(shorter.report().tiers()).hasSize(3);
    assertThatThrownBy(() -> new Tiers(List.of(missing)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.onnx is missing");
  }

  @Test
  void aDeviceThatDoesNotOpenLeavesNothingOutThatIsHeard() {
    Tier missing =
        new Tier(
            "cuda",
            "the ONNX graph on CUDA",
            Tier.Kind.SCORE,
            () -> {
              throw new ModelException("no GPU");
            });

    Tiers onCpu =
        new Tiers(
            List.of(
                missing,
                new FakeTier("cpu", 0.5f).as(Tier.Kind.SCORE),
                samples.as(Tier.Kind.SAMPLES)));

    assertThat(onCpu.report().tier()).isEqualTo("cpu");
    assertThat(onCpu.report().degraded()).isFalse();
  }

  @Test
  void closingClosesAllTiers() {
    // When
    tiers.close();

    // Then
    assertThat(List.of(device, cpu, samples)).allMatch(tier -> tier.closed);
  }

  @Test
  void whenEvenTheLastTierFailsTheStationIsSilentAndToldAndFadesInAgain() {
    // Given
    Tiers only = new Tiers(List.of(cpu.as(Tier.Kind.SCORE)));
    play(only, 2);

    // When
    cpu.breakWith("a");
    play(only, 2);

    // Then
    assertThat(seam.takeFailure()).get().extracting(Throwable::getMessage).isEqualTo("a");
    assertThat(only.report().lastFailure()).isEqualTo("a");
    assertThat(only.report().tier("cpu").falls()).isZero();
    assertThat(heard.samples().get(heard.samples().size() - 1)).isZero();
    cpu.repair();
    play(only, 2);
    assertThat(heard.samples().get(heard.samples().size() - 1)).isEqualTo(0.8f);
    assertThat(heard.largestJump()).isLessThan(0.02f);
    assertThat(seam.takeFailure()).isEmpty();
  }

  private void play(Tiers on, int blocks) {
    for (int i = 0; i < blocks; i++) {
      at(next++, 1);
      on.render(controls.startFrame(), List.of(new Run(seam, controls, audio)));
      heard.add(audio, 0);
    }
  }

  private void playPhrases(int phrases, int blocks) {
    for (int phrase = 0; phrase < phrases; phrase++) {
      play(blocks);
      seam.phraseBoundary();
      play(1);
    }
  }

  private void play(int blocks) {
    play(tiers, blocks);
  }

  private void at(long block, int blocks) {
    controls.reset(blocks, 4, 4);
    controls.startFrame(block * AudioFormat.BLOCK_FRAMES);
  }
}
