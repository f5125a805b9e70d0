package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What the tiers tell those around them, and what they do while nobody listens. */
class TiersServiceTest {

  private final FakeTier device = new FakeTier("cuda", 0.8f);
  private final FakeTier cpu = new FakeTier("cpu", 0.8f);
  private final FakeTier samples = new FakeTier("samples", -0.6f);
  private final Tiers tiers =
      new Tiers(List.of(device.as(Tier.Kind.SCORE), cpu.as(Tier.Kind.SCORE), Tier.silence()));
  private final Seam seam = new Seam();
  private final ControlBlock controls = Sequencer.newControlBlock(4);
  private final AudioBlock audio = new AudioBlock(4);
  private final HeardAudio heard = new HeardAudio();
  private long next;

  @Test
  void onlySilenceIsCritical() {
    // Given
    List<LogRecord> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Ladder.class.getName());
    logger.addHandler(handler);

    // When
    try {
      new Tiers(List.of(samples.as(Tier.Kind.SAMPLES), Tier.silence()));
      assertThat(logged).isEmpty();
      new Tiers(List.of(Tier.silence()));
    } finally {
      logger.removeHandler(handler);
    }

    // Then
    assertThat(logged)
        .extracting(LogRecord::getMessage)
        .singleElement()
        .asString()
        .startsWith("CRITICAL: nothing is left that makes music");
  }

  @Test
  void aTierIsTriedAgainWhileNobodyListens() {
    // Given
    device.breakWith("a");
    play(tiers, 1);
    long second = AudioFormat.SAMPLE_RATE_HZ;
    ControlBlock probe = Sequencer.newControlBlock(1);
    probe.reset(1, 1, 1);

    // When / Then: not before it is due
    tiers.recover(second - 1, probe);
    assertThat(device.runs).isEqualTo(1);
    tiers.recover(second, probe);
    assertThat(device.runs).isEqualTo(2);
    assertThat(tiers.report().tier()).isEqualTo("cpu");
    device.repair();
    tiers.recover(2 * second, probe);
    assertThat(device.runs).isEqualTo(2);
    tiers.recover(3 * second, probe);
    assertThat(tiers.report().tier()).isEqualTo("cuda");
    assertThat(tiers.report().tier("cuda").recoveries()).isEqualTo(1);
    assertThat(tiers.report().degraded()).isFalse();
    tiers.recover(4 * second, probe);
    assertThat(device.runs).isEqualTo(3);
  }

  @Test
  void timesAreObservedPerTierAndAnObserverThatThrowsCostsNothing() {
    // Given: a clock that goes a millisecond on whenever it is read
    List<String> told = new ArrayList<>();
    AtomicLong nanos = new AtomicLong();
    Tiers observed =
        new Tiers(
            List.of(cpu.as(Tier.Kind.SCORE), samples.as(Tier.Kind.SAMPLES)),
            (tier, blocks, time) -> {
              told.add(String.join(" ", tier, "" + blocks, "" + time));
              if (told.size() == 3) {
                throw new IllegalStateException("a meter is broken");
              }
            },
            () -> nanos.addAndGet(1_000_000));
    ControlBlock other = Sequencer.newControlBlock(4);
    other.reset(3, 1, 1);
    Run three = new Run(new Seam(), other, new AudioBlock(4));

    // When
    at(0, 2);
    observed.render(0, List.of(three, new Run(seam, controls, audio)));
    cpu.breakWith("a");
    play(observed, 3);

    // Then: what failed is not told of
    assertThat(told).containsExactly("cpu 5 1000000", "samples 1 1000000", "samples 1 1000000");
    assertThat(heard.samples().get(heard.samples().size() - 1)).isEqualTo(-0.6f);
  }

  @Test
  void aBatchHasTheSizeThatThePlayingTierLikes() {
    // Given
    FakeTier gpu =
        new FakeTier("gpu", 0) {
          @Override
          public int batchBlocks() {
            return 256;
          }
        };
    Tiers two = new Tiers(List.of(gpu.as(Tier.Kind.SCORE), cpu.as(Tier.Kind.SCORE)));

    // When / Then
    assertThat(two.batchBlocks()).isEqualTo(256);
    gpu.breakWith("a");
    play(two, 1);
    assertThat(two.batchBlocks()).isEqualTo(Synthesiser.MAX_BLOCKS_PER_RUN);
    assertThat(two.description()).isEqualTo("cpu");
  }

  @Test
  void aStationThatWakesReturnsAtOnce() {
    // Given: it fell to samples and slept; meanwhile the graph works again
    Tiers graph = new Tiers(List.of(cpu.as(Tier.Kind.SCORE), samples.as(Tier.Kind.SAMPLES)));
    cpu.breakWith("a");
    play(graph, 1);
    cpu.repair();
    controls.reset(1, 1, 1);
    graph.recover(AudioFormat.SAMPLE_RATE_HZ, controls);

    // When
    next = 1_000;
    play(graph, 2);

    // Then
    assertThat(heard.samples().get(heard.samples().size() - 1)).isEqualTo(0.8f);
    assertThat(heard.largestJump()).isLessThan(0.02f);
  }

  private void play(Tiers on, int blocks) {
    for (int i = 0; i < blocks; i++) {
      at(next++, 1);
      on.render(controls.startFrame(), List.of(new Run(seam, controls, audio)));
      heard.add(audio, 0);
    }
  }

  private void at(long block, int blocks) {
    controls.reset(blocks, 4, 4);
    controls.startFrame(block * AudioFormat.BLOCK_FRAMES);
  }
}
