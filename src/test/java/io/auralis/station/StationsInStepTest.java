package io.auralis.station;

import static io.auralis.station.TestStation.indices;
import static io.auralis.station.TestStation.pcm;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Notices;
import io.auralis.delivery.RecordingTransport;
import io.auralis.delivery.StreamFormat;
import io.auralis.ledger.MemoryLedger;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances that share seed and epoch, made of the real composer, graph and effects. */
class StationsInStepTest {

  private static final int HISTORY = 15;
  private static final Duration CHUNK = Duration.ofMillis(100);

  private final FakeClock clock = new FakeClock();
  private final AtomicInteger composed = new AtomicInteger();
  private final ControlBlock room = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
  private final Synthesiser synthesiser =
      new OnnxSynthesiser(SynthesisModel.load(ModelFiles.bundled()), 1, room);

  @AfterEach
  void close() {
    synthesiser.close();
  }

  @Test
  void anInstanceThatStartsLateHasWhatTheOtherHasBitForBit() {
    // Given: one plays over the end of a phrase
    Instance old = new Instance(BlockEffect.NONE);
    RecordingTransport listener = old.listen(OptionalLong.empty());
    run(300, old);

    // When: another starts, and somebody listens to it at once
    Instance late = new Instance(BlockEffect.NONE);
    late.station.rehearse();
    RecordingTransport other = late.listen(OptionalLong.of(290));
    run(350, old, late);

    // Then
    assertThat(indices(other)).isEqualTo(TestStation.range(290, 651));
    assertThat(other.sent()).isEqualTo(listener.sent().subList(290, 651));
  }

  @Test
  void whoComesFromAnotherInstanceMissesNothingOfTheHistory() {
    // Given
    clock.advance(Duration.ofMinutes(3));
    Instance instance = new Instance(BlockEffect.NONE);
    instance.station.rehearse();

    // When: a new listener wakes it, then one comes that heard another until 1.4 s ago
    RecordingTransport stranger = instance.listen(OptionalLong.empty());
    instance.station.tick();
    RecordingTransport guest = instance.listen(OptionalLong.of(1_800 - HISTORY + 1));
    run(10, instance);

    // Then
    assertThat(indices(stranger)).isEqualTo(TestStation.range(1_797, 1_811));
    assertThat(indices(guest)).isEqualTo(TestStation.range(1_786, 1_811));
    assertThat(instance.problems).isEmpty();
  }

  @Test
  void withABufferOfAMinuteAListenerContinuesFromAMinuteAgo() {
    // Given: the whole minute, and some seconds of it
    for (long back : new long[] {12, 59}) {
      clock.advance(Duration.ofMinutes(3));
      long now = clock.frames() / AudioFormat.BLOCK_FRAMES;
      Instance instance = new Instance(BlockEffect.NONE, 595);
      instance.station.rehearse();

      // When: it is the first, and wakes the station
      RecordingTransport guest = instance.listen(OptionalLong.of(now - 10 * back));
      run(10, instance);

      // Then
      assertThat(indices(guest)).isEqualTo(TestStation.range(now - 10 * back, now + 11));
      assertThat(instance.problems).isEmpty();
    }
  }

  @Test
  void anInstanceThatPausedAMomentAgoHasTheWholeHistoryToo() {
    // Given: somebody listened until a moment ago
    clock.advance(Duration.ofMinutes(3));
    Instance instance = new Instance(BlockEffect.NONE, 200);
    instance.station.rehearse();
    RecordingTransport first = RecordingTransport.fast();
    Listener listener = instance.broadcaster.join(first).orElseThrow();
    run(20, instance);
    instance.broadcaster.leave(listener, DisconnectReason.LEFT);
    run(205, instance);
    assertThat(instance.station.status().state()).isEqualTo(StationStatus.State.IDLE);
    long now = clock.frames() / AudioFormat.BLOCK_FRAMES;

    // When
    RecordingTransport guest = instance.listen(OptionalLong.of(now - 150));
    run(10, instance);

    // Then
    assertThat(indices(guest)).isEqualTo(TestStation.range(now - 150, now + 11));
  }

  @Test
  void whoComesFromAnInstanceWhoseClockGoesBeforeHearsNothingTwice() {
    // Given
    clock.advance(Duration.ofMinutes(3));
    Instance instance = new Instance(BlockEffect.NONE);
    instance.station.rehearse();

    // When
    RecordingTransport guest = instance.listen(OptionalLong.of(1_803));
    RecordingTransport stray = instance.listen(OptionalLong.of(9_999));
    run(10, instance);

    // Then
    assertThat(indices(guest)).isEqualTo(TestStation.range(1_803, 1_811));
    assertThat(indices(stray)).isEqualTo(TestStation.range(1_797, 1_811));
  }

  @Test
  void anEpochOfYearsAgoIsJoinedWithoutComposingTheYears() {
    // Given
    clock.advance(Duration.ofDays(20 * 365));
    Instance instance = new Instance(BlockEffect.NONE);

    // When
    instance.station.rehearse();
    RecordingTransport listener = instance.listen(OptionalLong.empty());
    run(1, instance);

    // Then
    assertThat(composed.get()).isBetween(1, 520);
    assertThat(indices(listener)).isEqualTo(TestStation.range(6_307_199_997L, 6_307_200_002L));
    assertThat(pcm(listener, 4)).isNotEqualTo(new byte[AudioFormat.CHUNK_BYTES]);
    // And only the phrase that is heard is told of
    assertThat(instance.updates).hasSize(1);
  }

  @Test
  void withEffectsTheyAgreeToTheLastBitOfTheSamples() {
    // Given: one has played for a minute
    Instance old = new Instance(new EffectChain());
    RecordingTransport listener = old.listen(OptionalLong.empty());
    run(600, old);

    // When
    Instance late = new Instance(new EffectChain());
    late.station.rehearse();
    RecordingTransport other = late.listen(OptionalLong.of(595));
    run(100, old, late);

    // Then
    int largest = 0;
    int different = 0;
    int samples = 0;
    for (int i = 0; i < other.sent().size(); i++) {
      byte[] one = pcm(listener, 595 + i);
      byte[] two = pcm(other, i);
      for (int at = 0; at < one.length; at += 2) {
        int step = Math.abs((short) sample(one, at) - (short) sample(two, at));
        largest = Math.max(largest, step);
        different += step == 0 ? 0 : 1;
        samples++;
      }
    }
    assertThat(largest).isLessThanOrEqualTo(1);
    assertThat((double) different / samples).isLessThan(1e-3);
  }

  private static int sample(byte[] pcm, int at) {
    return (pcm[at] & 0xFF) | pcm[at + 1] << 8;
  }

  private void run(int chunks, Instance... instances) {
    for (int i = 0; i <= chunks; i++) {
      if (i > 0) {
        clock.advance(CHUNK);
      }
      for (Instance instance : instances) {
        instance.station.tick();
      }
    }
  }

  /** A station with its own listeners on the clock that all share. */
  private final class Instance {
    final Broadcaster broadcaster;
    final List<GenerationUpdate> updates = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final TickedStation station;

    Instance(BlockEffect effects) {
      this(effects, HISTORY);
    }

    Instance(BlockEffect effects, int history) {
      broadcaster =
          new Broadcaster(
              RecordingTransport.encoder(
                  chunk -> chunk.index() + " " + Base64.getEncoder().encodeToString(chunk.pcm())),
              10,
              DeliverySettings.withHistory(history, history),
              () -> 0);
      Composer composer = new AmbientComposer();
      station =
          new TickedStation(
              clock,
              new Station(
                  clock,
                  (seed, index, parameters, previous) -> {
                    composed.incrementAndGet();
                    return composer.compose(seed, index, parameters, previous);
                  },
                  new MemoryLedger(2),
                  TestPatches.shipped(),
                  () -> effects,
                  broadcaster,
                  new StationEvents() {
                    @Override
                    public void generationUpdated(GenerationUpdate update) {
                      updates.add(update);
                    }

                    @Override
                    public void problemOccurred(StationProblem problem, String message) {
                      problems.add(problem + ": " + message);
                    }
                  },
                  new StationSettings(
                      42, TestStation.DEFAULTS, ControlApply.BAR, Duration.ofMillis(500), history)),
              TickedStation.tiersOf(synthesiser),
              broadcaster);
    }

    RecordingTransport listen(OptionalLong from) {
      RecordingTransport transport = RecordingTransport.fast();
      Notices silent =
          new Notices() {
            @Override
            public Optional<String> placed(boolean resumed) {
              return Optional.empty();
            }

            @Override
            public Optional<String> overran(long chunks, DropReason reason) {
              return Optional.empty();
            }
          };
      broadcaster.join(transport, new Admission(StreamFormat.JSON, from, silent)).orElseThrow();
      return transport;
    }
  }
}
