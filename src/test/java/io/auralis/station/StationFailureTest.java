package io.auralis.station;

import static io.auralis.station.TestStation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.BlockEffect;
import io.auralis.delivery.RecordingTransport;
import io.auralis.synthesis.FakeTier;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails, and that the stream goes on. */
class StationFailureTest {

  private final TestStation main = new TestStation();

  @Test
  void aFailingSynthesiserIsReportedOnceASecondAndTheStreamGoesOn() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When
    main.synthesiser.failing = true;
    main.run(30);
    main.synthesiser.failing = false;
    main.run(10);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 51));
    assertThat(main.problems).containsOnly("SYNTHESIS_FAILED: the device is on fire").hasSize(3);
    assertThat(main.station.status().synthesisFailures()).isEqualTo(30);
    assertThat(silent(listener, 20)).isTrue();
    assertThat(silent(listener, 50)).isFalse();
  }

  @Test
  void aFailingComposerLeavesThePreviousPhrasePlaying() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When
    main.composerFails = true;
    main.run(400);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 411));
    assertThat(main.problems)
        .containsExactly("GENERATION_ERROR: Composition failed; the previous settings play on");
    assertThat(main.station.status().compositionFailures()).isEqualTo(1);
    assertThat(last(main.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(main.updates).parameters()).isEqualTo(DEFAULTS);
  }

  @Test
  void anErrorOfTheComposerCostsItsPhraseAndNotTheMusic() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When
    main.composerFailsWith = new StackOverflowError();
    main.run(400);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 411));
    assertThat(main.station.status().compositionFailures()).isEqualTo(1);
  }

  @Test
  void anErrorOfTheSynthesiserCostsItsChunks() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When
    main.synthesiser.failsWith = new NoClassDefFoundError("Could not initialize class");
    main.run(10);
    main.synthesiser.failsWith = null;
    main.run(10);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 31));
    assertThat(main.problems).containsOnly("SYNTHESIS_FAILED: Synthesis failed");
    assertThat(silent(listener, 30)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, AssertionError.class})
  void anErrorOfATierIsAFallToTheNext(Class<? extends Error> type) throws Exception {
    // Given
    main.synthesiser.failsWith = type.getDeclaredConstructor().newInstance();
    Tiers chain =
        new Tiers(
            List.of(
                new Tier("cuda", "the cuda", Tier.Kind.SCORE, () -> main.synthesiser),
                new FakeTier("cpu", 0.5f).as(Tier.Kind.SCORE)));
    TickedStation station =
        main.on(
            chain,
            main.broadcaster,
            BlockEffect.NONE,
            TestStation.settings(DEFAULTS, ControlApply.BAR));
    RecordingTransport listener = main.listen();

    // When
    main.run(station, 20);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 21));
    assertThat(silent(listener, 20)).isFalse();
    assertThat(chain.report().tier()).isEqualTo("cpu");
  }

  @Test
  void effectsThatFailAreLeftOut() {
    // Given
    BlockEffect broken =
        new BlockEffect() {
          @Override
          public void process(AudioBlock audio, int block, int bpm) {
            throw new AssertionError("too loud");
          }

          @Override
          public void relieve(boolean relieved) {}

          @Override
          public void reset() {}
        };
    TickedStation station =
        main.on(
            main.synthesiser,
            main.broadcaster,
            broken,
            TestStation.settings(DEFAULTS, ControlApply.BAR));
    RecordingTransport listener = main.listen();

    // When
    main.run(station, 20);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 21));
    assertThat(silent(listener, 20)).isFalse();
  }

  @Test
  void aStationWhoseFirstPhraseFailsRestsAndRecovers() {
    // Given
    main.composerFails = true;
    main.listen();
    main.run(10);

    // When
    main.composerFails = false;
    main.run(330);

    // Then
    assertThat(main.station.status().phrases()).isEqualTo(1);
    assertThat(last(main.updates).phraseId()).isEqualTo("phrase_1");
  }

  @Test
  void lateChunksFollowAndAreReported() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When: the machine stood still for two seconds
    main.clock.advance(Duration.ofSeconds(2));
    main.station.tick();
    main.run(5);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 36));
    assertThat(main.problems).hasSize(1).allMatch(p -> p.startsWith("BUFFER_UNDERRUN"));
    assertThat(main.station.status().underruns()).isPositive();
  }

  @Test
  void aFailedRehearsalIsSurvived() {
    // Given
    main.synthesiser.failing = true;

    // When
    main.station.rehearse();

    // Then
    main.synthesiser.failing = false;
    RecordingTransport listener = main.listen();
    main.run(2);
    assertThat(indices(listener)).containsExactly(0L, 1L, 2L);
    assertThat(main.problems).isEmpty();
  }
}
