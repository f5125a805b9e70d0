package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import io.auralis.ledger.MemoryLedger;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.FakeTier;
import io.auralis.synthesis.SampleLoop;
import io.auralis.synthesis.SampleSynthesiser;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A listener hears every tier entered and left. */
class StationFallbackTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(120), 0.5);

  /** A phrase of eight bars at 120 bpm, in chunks. */
  private static final int PHRASE = 160;

  private final FakeClock clock = new FakeClock();
  private final FakeTier device = new FakeTier("cuda", 0.9f);
  private final FakeTier cpu = new FakeTier("cpu", 0.9f);
  private final Breakable samples =
      new Breakable(new SampleSynthesiser(SampleLoop.load(ModelFiles.bundled())));
  private final List<Long> indices = new ArrayList<>();
  private int last;
  private int largestJump;
  private final List<String> problems = new ArrayList<>();
  private final Broadcaster broadcaster =
      new Broadcaster(
          RecordingTransport.encoder(
              chunk -> {
                indices.add(chunk.index());
                ShortBuffer pcm =
                    ByteBuffer.wrap(chunk.pcm()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
                for (int i = 0; i < pcm.limit(); i += 2) {
                  largestJump = Math.max(largestJump, Math.abs(pcm.get(i) - last));
                  last = pcm.get(i);
                }
                return "";
              }),
          10);
  private final Tiers tiers =
      new Tiers(
          List.of(
              device.as(Tier.Kind.SCORE),
              cpu.as(Tier.Kind.SCORE),
              new Tier("samples", "the samples", Tier.Kind.SAMPLES, () -> samples),
              Tier.silence()));
  private final TickedStation station =
      new TickedStation(
          clock,
          new Station(
              clock,
              new AmbientComposer(),
              new MemoryLedger(2),
              TestPatches.shipped(),
              () -> BlockEffect.NONE,
              broadcaster,
              new Events(),
              new StationSettings(7, DEFAULTS, ControlApply.BAR, Duration.ofMillis(500))),
          tiers,
          broadcaster);

  @Test
  void everyTierIsEnteredAndLeftWithoutAGapOrAClick() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    run(20);
    assertThat(tier()).isEqualTo("cuda");
    largestJump = 0;

    // When / Then: down, a step a time
    device.breakWith("the device is lost");
    run(20);
    assertThat(tier()).isEqualTo("cpu");
    cpu.breakWith("the CPU gave up");
    run(20);
    assertThat(tier()).isEqualTo("samples");
    samples.broken = true;
    run(20);
    assertThat(tier()).isEqualTo("silence");
    assertThat(station.synthesis().audible()).isFalse();

    // When / Then: and up again, each at the beginning of a phrase
    samples.broken = false;
    run(2 * PHRASE);
    assertThat(tier()).isEqualTo("samples");
    cpu.repair();
    run(4 * PHRASE);
    assertThat(tier()).isEqualTo("cpu");
    device.repair();
    run(10 * PHRASE);
    assertThat(tier()).isEqualTo("cuda");

    // Then
    assertThat(indices)
        .containsExactlyElementsOf(LongStream.range(0, indices.size()).boxed().toList());
    assertThat(problems)
        .containsExactly(
            "SYNTHESIS_FAILED: the device is lost",
            "SYNTHESIS_FAILED: the CPU gave up",
            "SYNTHESIS_FAILED: the samples are broken");
    assertThat(station.status().synthesisFailures()).isEqualTo(3);
    assertThat(station.status().underruns()).isZero();
    assertThat(largestJump()).as("of full scale").isLessThan(0.1);
    assertThat(station.synthesis().tiers())
        .extracting(each -> each.label() + " " + each.falls() + " " + each.recoveries())
        .containsExactly("cuda 1 1", "cpu 1 1", "samples 1 1", "silence 0 0");
  }

  @Test
  void theWayBackWaitsForAPhrase() {
    // Given: the second phrase begins with chunk 160
    broadcaster.join(RecordingTransport.fast());
    device.breakWith("x");
    run(5);
    device.repair();

    // When / Then: the lead is half a second
    run(PHRASE - 5 - 8);
    assertThat(tier()).isEqualTo("cpu");
    run(6);
    assertThat(tier()).isEqualTo("cuda");
  }

  @Test
  void allAtOnceIsOneFallAndOneMessage() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    run(5);
    largestJump = 0;

    // When
    device.breakWith("power");
    cpu.breakWith("cut");
    run(10);

    // Then
    assertThat(tier()).isEqualTo("samples");
    assertThat(problems).containsExactly("SYNTHESIS_FAILED: cut");
    assertThat(largestJump()).isLessThan(0.1);
  }

  @Test
  void aStationThatNobodyListensToRecoversToo() {
    // Given: silence, and the last listener leaves
    Listener listener = broadcaster.join(RecordingTransport.fast()).orElseThrow();
    device.breakWith("a");
    cpu.breakWith("b");
    samples.broken = true;
    run(2);
    broadcaster.leave(listener, DisconnectReason.LEFT);
    run(1);
    assertThat(tier()).isEqualTo("silence");

    // When
    device.repair();
    run(40);

    // Then
    assertThat(station.status().state()).isEqualTo(StationStatus.State.IDLE);
    assertThat(tier()).isEqualTo("cuda");
    assertThat(station.synthesis().degraded()).isFalse();
  }

  private String tier() {
    return station.synthesis().tier();
  }

  private void run(int chunks) {
    for (int i = 0; i < chunks; i++) {
      station.tick();
      clock.advance(Duration.ofMillis(100));
    }
  }

  private double largestJump() {
    return largestJump / 32_767.0;
  }

  /** A synthesiser that fails when told. */
  private static final class Breakable implements Synthesiser {
    private final Synthesiser inner;
    private boolean broken;

    Breakable(Synthesiser inner) {
      this.inner = inner;
    }

    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      if (broken) {
        throw new SynthesisException("the samples are broken", null);
      }
      inner.render(controls, audio);
    }

    @Override
    public String description() {
      return inner.description();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private final class Events implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {
      problems.add(problem + ": " + message);
    }
  }
}
