package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Polyphony;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.Synthesiser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadGovernorTest {

  private final LoadGovernor governor = new LoadGovernor(false);
  private long frame;

  @Test
  void aFastMachinePlaysEverything() {
    // When
    observe(600, 20, 1);

    // Then
    assertThat(governor.step()).isZero();
    assertThat(governor.polyphony()).isEqualTo(Polyphony.FULL);
  }

  @Test
  void aHiccupShedsNothing() {
    // When
    observe(3, 1, 1);
    observe(10, 20, 1);

    // Then
    assertThat(governor.shed()).isZero();
  }

  @Test
  void lastingStrainShedsAStepAtATime() {
    // When / Then: after 0.3 s, then every two seconds
    observe(4, 2, 1);
    assertThat(governor.step()).isEqualTo(1);
    assertThat(governor.polyphony().doubled()).isFalse();
    observe(18, 2, 1);
    assertThat(governor.step()).isEqualTo(1);
    observe(4, 2, 1);
    assertThat(governor.step()).isEqualTo(2);
    assertThat(governor.polyphony().held()).isEqualTo(24);
    observe(200, 2, 1);
    assertThat(governor.step()).isEqualTo(3);
    assertThat(governor.polyphony().held()).isEqualTo(12);
    assertThat(governor.shed()).isEqualTo(3);
  }

  @Test
  void aLeadThatRunsOutDoesNotWait() {
    // When
    observe(13, 1, 0.3);

    // Then
    assertThat(governor.step()).isEqualTo(3);
  }

  @Test
  void effectsAreShedBeforeMusicGetsThin() {
    // Given
    LoadGovernor wet = new LoadGovernor(true);

    // When
    for (int chunk = 1; !wet.dry(); chunk++) {
      wet.observe((long) chunk * AudioFormat.BLOCK_FRAMES, 2, 1);
    }

    // Then
    assertThat(wet.step()).isEqualTo(3);
    assertThat(wet.polyphony().held()).isEqualTo(24);
    assertThat(wet.mostShed()).isEqualTo(4);
  }

  @Test
  void whatWasShedComesBackSlowlyAndOnlyWithTimeToSpare() {
    // Given
    observe(4, 2, 1);

    // When / Then: between the thresholds nothing happens
    observe(1_000, 4, 1);
    assertThat(governor.step()).isEqualTo(1);
    observe(190, 10, 1);
    assertThat(governor.step()).isEqualTo(1);
    observe(20, 10, 1);
    assertThat(governor.step()).isZero();
    assertThat(governor.restored()).isEqualTo(1);
  }

  @Test
  void aStationThatGetsSlowPlaysLessWithoutAnUnderrunAndRecovers() {
    // Given: a synthesiser that pays for every voice
    FakeClock clock = new FakeClock();
    Costly synthesiser = new Costly(clock);
    Broadcaster broadcaster = new Broadcaster(RecordingTransport.encoder(chunk -> ""), 1);
    Station station =
        new Station(
            clock,
            new AmbientComposer(),
            TestPatches.shipped(),
            synthesiser,
            BlockEffect.NONE,
            broadcaster,
            new Silent(),
            new StationSettings(
                42,
                new GenerationParameters(Key.A_MINOR, new Tempo(60), 1),
                ControlApply.BAR,
                Duration.ofMillis(500),
                20));
    broadcaster.join(RecordingTransport.fast());
    run(station, clock, 200);
    assertThat(station.status().load().step()).isZero();
    int before = synthesiser.most();

    // When
    synthesiser.microsPerVoice = 3_000;
    run(station, clock, 300);

    // Then
    assertThat(station.status().load().step()).isPositive();
    assertThat(station.status().underruns()).isZero();
    synthesiser.voices.clear();
    run(station, clock, 100);
    assertThat(synthesiser.most()).isLessThan(before);
    synthesiser.microsPerVoice = 50;
    run(station, clock, 700);
    assertThat(station.status().load().step()).isZero();
    assertThat(station.status().load().restored()).isEqualTo(station.status().load().shed());
  }

  private void observe(int chunks, double realTimeFactor, double leadShare) {
    for (int i = 0; i < chunks; i++) {
      frame += AudioFormat.BLOCK_FRAMES;
      governor.observe(frame, realTimeFactor, leadShare);
    }
  }

  private static void run(Station station, FakeClock clock, int chunks) {
    for (int i = 0; i < chunks; i++) {
      station.tick();
      clock.advance(Duration.ofMillis(100));
    }
  }

  private static final class Costly implements Synthesiser {
    private final FakeClock clock;
    private final List<Integer> voices = new ArrayList<>();
    private long microsPerVoice = 50;

    Costly(FakeClock clock) {
      this.clock = clock;
    }

    int most() {
      return voices.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      voices.add(controls.voices().voices());
      long micros = microsPerVoice * controls.voices().voices() * controls.blocks();
      clock.work(Duration.ofNanos(micros * 1_000));
    }

    @Override
    public String description() {
      return "costly";
    }

    @Override
    public void close() {}
  }

  private static final class Silent implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
