package io.auralis.station;

import static io.auralis.station.TestStation.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.score.Score;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Which notes a station says are heard. At 60 bpm a beat is 1 s and a phrase 32 s. */
class NowPlayingTest {

  private final TestStation main = new TestStation();

  @Test
  void beforeTheFirstTickNothingHasPlayed() {
    // When: a rehearsal composes, and nobody hears it
    main.station.rehearse();

    // Then
    assertThat(main.station.nowPlaying()).isEmpty();
  }

  @Test
  void thePhraseUnderTheClockIsToldAndNotTheOneThatIsRenderedAhead() {
    // Given
    main.listen();

    // When: rendering has reached the second phrase, listeners have not
    main.run(319);

    // Then
    NowPlaying now = now(main);
    assertThat(now.state()).isEqualTo(StationStatus.State.PLAYING);
    assertThat(now.frame()).isEqualTo(main.clock.frames());
    assertThat(now.time()).isEqualTo(FakeClock.EPOCH.plusMillis(31_900));
    assertThat(now.current().score().id()).isEqualTo("phrase_0");
    assertThat(now.current().startFrame()).isZero();
    assertThat(now.current().startTime()).isEqualTo(FakeClock.EPOCH);
    assertThat(now.current().score().beats()).isEqualTo(32);
    NowPlaying.Placed next = now.next().orElseThrow();
    assertThat(next.score().id()).isEqualTo("phrase_1");
    assertThat(next.startFrame()).isEqualTo(32L * AudioFormat.SAMPLE_RATE_HZ);
    assertThat(next.startTime()).isEqualTo(FakeClock.EPOCH.plusSeconds(32));

    // When: the clock has reached it, the next tick has not
    main.clock.advance(Duration.ofMillis(100));

    // Then
    assertThat(now(main).current().score()).isEqualTo(next.score());
    assertThat(now(main).next()).isEmpty();
  }

  @Test
  void aPhraseThatIsCutAtABeatHasTheNotesUpToThere() {
    // Given
    TestStation beats = new TestStation(ControlApply.BEAT);
    beats.listen();
    beats.run(50);
    Score whole = now(beats).current().score();

    // When
    beats.station.control(DEFAULTS.withKey(Key.C_MINOR));

    // Then
    Score cut = now(beats).current().score();
    assertThat(cut.beats()).isEqualTo(6);
    assertThat(cut.notes()).isNotEmpty().hasSizeLessThan(whole.notes().size());
    assertThat(cut.notes()).allMatch(note -> note.onsetBeats() + note.durationBeats() <= 6);
    assertThat(now(beats).next().orElseThrow().score().parameters().key()).isEqualTo(Key.C_MINOR);
    beats.run(10);
    assertThat(now(beats).current().score().parameters().key()).isEqualTo(Key.C_MINOR);
    assertThat(now(beats).current().startFrame()).isEqualTo(6L * AudioFormat.SAMPLE_RATE_HZ);
  }

  @Test
  void anIdleStationTellsWhatANewListenerWouldHear() {
    // Given: ticks at the deadlines that the station asks for
    for (int tick = 0; tick < 100; tick++) {
      main.station.tick();
      main.clock.advance(main.station.untilNextTick().plusMillis(1));
    }

    // Then: an idle station ticks every second, and where a phrase ends
    NowPlaying now = now(main);
    assertThat(now.state()).isEqualTo(StationStatus.State.IDLE);
    assertThat(now.frame()).isGreaterThan(90L * AudioFormat.SAMPLE_RATE_HZ);
    main.station.tick();
    assertThat(main.station.current().phraseId()).isEqualTo(now(main).current().score().id());
    main.clock.advance(Duration.ofMillis(31_500 - millis(now(main))));
    main.station.tick();
    assertThat(main.station.untilNextTick())
        .isBetween(Duration.ofMillis(499), Duration.ofMillis(501));
  }

  @Test
  void aStationWhoseComposerFailsTellsOfARest() {
    // Given
    main.composerFails = true;

    // When
    main.run(1);

    // Then
    assertThat(now(main).current().score().notes()).isEmpty();
    assertThat(now(main).current().score().beats()).isEqualTo(32);
  }

  @Test
  void readersSeeAPhraseThatHoldsTheClockWhileControlsCutIt() throws Exception {
    // Given: beats of 300 ms, shorter than the lead
    GenerationParameters fast = new GenerationParameters(Key.A_MINOR, new Tempo(200), 1);
    TestStation beats = new TestStation(fast, ControlApply.BEAT);
    beats.listen();
    beats.run(1);
    AtomicBoolean playing = new AtomicBoolean(true);
    CompletableFuture<Long> reader =
        CompletableFuture.supplyAsync(
            () -> {
              long answers = 0;
              for (; playing.get() || answers == 0; answers++) {
                NowPlaying now = now(beats);
                assertThat(now.current().startFrame()).isLessThanOrEqualTo(now.frame());
                assertThat(now.next().map(NowPlaying.Placed::startFrame).orElse(Long.MAX_VALUE))
                    .isGreaterThan(now.frame());
              }
              return answers;
            });

    // When
    for (int i = 0; i < 2_000; i++) {
      beats.station.control(fast.withIntensity(i % 100 / 100.0));
      beats.run(1);
    }
    playing.set(false);

    // Then
    assertThat(reader.get()).isPositive();
    assertThat(beats.station.status().phrases()).isGreaterThan(600);
  }

  private static NowPlaying now(TestStation station) {
    Optional<NowPlaying> now = station.station.nowPlaying();
    return now.orElseThrow();
  }

  /** Milliseconds since the phrase began. */
  private static long millis(NowPlaying now) {
    return Timeline.millis(now.frame() - now.current().startFrame());
  }
}
