package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.composition.CompositionException;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.DisconnectReason;
import io.auralis.streaming.Listener;
import io.auralis.streaming.RecordingTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StationTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5);
  private static final Duration CHUNK = Duration.ofMillis(100);
  private static final Duration LEAD = Duration.ofMillis(500);

  private final FakeClock clock = new FakeClock();
  private final FakeSynthesiser synthesiser = new FakeSynthesiser();
  private final Events events = new Events();
  private final Broadcaster broadcaster = newBroadcaster();
  private BlockEffect effects = BlockEffect.NONE;
  private boolean composerFails;
  private final Composer composer =
      (seed, index, parameters, previous) -> {
        if (composerFails) {
          throw new CompositionException("no idea");
        }
        return new AmbientComposer().compose(seed, index, parameters, previous);
      };
  private final Station station = newStation(clock, synthesiser, broadcaster, composer);

  @Test
  void aStationWithoutListenersKeepsComposingAndRendersNothing() {
    // When
    run(station, clock, 600);

    // Then
    assertThat(station.status().state()).isEqualTo(StationStatus.State.IDLE);
    assertThat(synthesiser.blocksRendered).isZero();
    assertThat(station.status().phrases()).isEqualTo(2);
  }

  @Test
  void aListenerThatComesGetsABurstAtOnceThenAChunkPerTick() {
    // Given
    run(station, clock, 100);
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);

    // When
    station.tick();

    // Then
    assertThat(indices(listener)).containsExactly(97L, 98L, 99L, 100L);
    run(station, clock, 3);
    assertThat(indices(listener)).containsExactly(97L, 98L, 99L, 100L, 101L, 102L, 103L);
    assertThat(station.status().underruns()).isZero();
  }

  @Test
  void theLeadIsRenderedAheadOfTheClock() {
    // Given
    broadcaster.join(RecordingTransport.fast());

    // When
    run(station, clock, 10);

    // Then
    assertThat(station.status().bufferMillis()).isBetween(500.0, 600.0);
  }

  @Test
  void indicesHaveNoGapWhenAllListenersLeaveForAMomentAndComeBack() {
    // Given
    RecordingTransport first = RecordingTransport.fast();
    Listener listener = broadcaster.join(first).orElseThrow();
    run(station, clock, 20);
    broadcaster.leave(listener, DisconnectReason.LEFT);
    station.tick();

    // When
    RecordingTransport second = RecordingTransport.fast();
    broadcaster.join(second);
    run(station, clock, 5);

    // Then
    assertThat(indices(second).get(0)).isEqualTo(last(indices(first)) + 1);
  }

  @Test
  void theSameSeedGivesTheSameChunksWheneverTheListenerCame() {
    // Given
    RecordingTransport early = RecordingTransport.fast();
    broadcaster.join(early);
    run(station, clock, 100);

    FakeClock otherClock = new FakeClock();
    Broadcaster otherBroadcaster = newBroadcaster();
    Station other = newStation(otherClock, new FakeSynthesiser(), otherBroadcaster, composer);
    run(other, otherClock, 33);
    RecordingTransport late = RecordingTransport.fast();
    otherBroadcaster.join(late);

    // When
    run(other, otherClock, 67);

    // Then
    assertThat(early.sent()).hasSize(101);
    assertThat(late.sent()).isEqualTo(early.sent().subList(101 - late.sent().size(), 101));
    assertThat(late.sent()).hasSizeGreaterThanOrEqualTo(67);
  }

  @Test
  void aControlBeginsAtTheFirstBarLineBehindTheLead() {
    // Given: 60 bpm, so a bar is 4 s; the lead ends at 5.6 s
    broadcaster.join(RecordingTransport.fast());
    run(station, clock, 50);
    GenerationParameters changed = DEFAULTS.withKey(Key.C_MINOR);

    // When
    GenerationUpdate update = station.control(changed);

    // Then
    assertThat(update.parameters()).isEqualTo(changed);
    assertThat(update.phraseId()).isEqualTo("phrase_1");
    assertThat(update.nextPhraseInMillis()).isEqualTo(3_000);
    assertThat(last(events.updates)).isEqualTo(update);
    assertThat(station.current().phraseId()).isEqualTo("phrase_0");
    assertThat(station.current().nextPhraseInMillis()).isEqualTo(3_000);

    run(station, clock, 30);
    assertThat(last(events.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(events.updates).parameters()).isEqualTo(changed);
    assertThat(last(events.updates).nextPhraseInMillis()).isEqualTo(32_000);
  }

  @Test
  void theLastOfSeveralControlsWins() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    run(station, clock, 10);

    // When
    station.control(DEFAULTS.withKey(Key.C_MINOR));
    GenerationUpdate update = station.control(DEFAULTS.withKey(Key.D_MINOR));
    run(station, clock, 40);

    // Then
    assertThat(update.nextPhraseInMillis()).isEqualTo(3_000);
    assertThat(last(events.updates).parameters().key()).isEqualTo(Key.D_MINOR);
    assertThat(last(events.updates).phraseId()).isEqualTo("phrase_1");
  }

  @Test
  void aControlTakesEffectOnAnIdleStationToo() {
    // Given
    run(station, clock, 10);

    // When
    station.control(DEFAULTS.withTempo(new Tempo(120)));
    run(station, clock, 40);

    // Then
    assertThat(last(events.updates).parameters().tempo().bpm()).isEqualTo(120);
  }

  @Test
  void aFailingSynthesiserIsReportedOnceASecondAndTheStreamGoesOn() {
    // Given
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);
    run(station, clock, 10);

    // When
    synthesiser.failing = true;
    run(station, clock, 30);
    synthesiser.failing = false;
    run(station, clock, 10);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 51));
    assertThat(events.problems).containsOnly("SYNTHESIS_FAILED: the device is on fire").hasSize(3);
    assertThat(station.status().synthesisFailures()).isEqualTo(30);
    assertThat(silent(listener, 20)).isTrue();
    assertThat(silent(listener, 50)).isFalse();
  }

  @Test
  void aFailingComposerLeavesThePreviousPhrasePlaying() {
    // Given
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);
    run(station, clock, 10);

    // When
    composerFails = true;
    run(station, clock, 400);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 411));
    assertThat(events.problems)
        .containsExactly("GENERATION_ERROR: Composition failed; the previous settings play on");
    assertThat(station.status().compositionFailures()).isEqualTo(1);
    assertThat(last(events.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(events.updates).parameters()).isEqualTo(DEFAULTS);
  }

  @Test
  void aStationWhoseFirstPhraseFailsRestsAndRecovers() {
    // Given
    composerFails = true;
    broadcaster.join(RecordingTransport.fast());
    run(station, clock, 10);

    // When
    composerFails = false;
    run(station, clock, 330);

    // Then
    assertThat(station.status().phrases()).isEqualTo(1);
    assertThat(last(events.updates).phraseId()).isEqualTo("phrase_1");
  }

  @Test
  void lateChunksFollowAndAreReported() {
    // Given
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);
    run(station, clock, 10);

    // When: the machine stood still for two seconds
    clock.advance(Duration.ofSeconds(2));
    station.tick();
    run(station, clock, 5);

    // Then
    assertThat(indices(listener)).containsExactlyElementsOf(range(0, 36));
    assertThat(events.problems).hasSize(1).allMatch(p -> p.startsWith("BUFFER_UNDERRUN"));
    assertThat(station.status().underruns()).isPositive();
  }

  @Test
  void aStationThatSleptForMinutesGoesOnAtItsClock() {
    // Given
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);
    run(station, clock, 10);

    // When
    clock.advance(Duration.ofMinutes(10));
    run(station, clock, 5);

    // Then
    assertThat(last(indices(listener))).isEqualTo(10 + 6_000 + 5);
    assertThat(listener.sent()).hasSizeLessThan(30);
  }

  @Test
  void timestampsAreTheWallTimeOfAChunksFirstFrame() {
    // Given
    List<Long> timestamps = new ArrayList<>();
    Broadcaster recording =
        new Broadcaster(
            RecordingTransport.encoder(
                chunk -> {
                  timestamps.add(chunk.timestampMicros());
                  return "";
                }),
            1);
    Station timed = newStation(clock, synthesiser, recording, composer);
    recording.join(RecordingTransport.fast());

    // When
    run(timed, clock, 2);

    // Then
    long epoch = FakeClock.EPOCH.getEpochSecond() * 1_000_000;
    assertThat(timestamps).containsExactly(epoch, epoch + 100_000, epoch + 200_000);
  }

  @Test
  void aRehearsalChangesNothingThatIsHeard() {
    // Given
    RecordingTransport plain = RecordingTransport.fast();
    broadcaster.join(plain);
    run(station, clock, 30);
    FakeClock otherClock = new FakeClock();
    Broadcaster otherBroadcaster = newBroadcaster();
    Station other = newStation(otherClock, new FakeSynthesiser(), otherBroadcaster, composer);

    // When
    other.rehearse();
    RecordingTransport rehearsed = RecordingTransport.fast();
    otherBroadcaster.join(rehearsed);
    run(other, otherClock, 30);

    // Then
    assertThat(rehearsed.sent()).isEqualTo(plain.sent());
    assertThat(other.status().synthesisFailures()).isZero();
  }

  @Test
  void aFailedRehearsalIsSurvived() {
    // Given
    synthesiser.failing = true;

    // When
    station.rehearse();

    // Then
    synthesiser.failing = false;
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener);
    run(station, clock, 2);
    assertThat(indices(listener)).containsExactly(0L, 1L, 2L);
    assertThat(events.problems).isEmpty();
  }

  @Test
  void effectsHearEveryBlockInOrderWithTheTempoAndAreResetByAPause() {
    // Given
    List<String> heard = new ArrayList<>();
    effects =
        new BlockEffect() {
          @Override
          public void process(AudioBlock audio, int block, int bpm) {
            heard.add(block + " at " + bpm);
            audio.samples()[AudioBlock.offset(block, 0)] = 0;
          }

          @Override
          public void reset() {
            heard.add("reset");
          }
        };
    Station wet = newStation(clock, synthesiser, broadcaster, composer);
    RecordingTransport transport = RecordingTransport.fast();
    Listener listener = broadcaster.join(transport).orElseThrow();

    // When
    wet.tick();
    broadcaster.leave(listener, DisconnectReason.LEFT);
    wet.tick();

    // Then
    assertThat(heard)
        .containsExactly("0 at 60", "0 at 60", "0 at 60", "0 at 60", "0 at 60", "0 at 60", "reset");
  }

  @Test
  void theNextTickIsDueAtAnAbsoluteDeadline() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    station.tick();

    // When: this tick came 30 ms late
    clock.advance(Duration.ofMillis(130));
    station.tick();

    // Then
    assertThat(station.untilNextTick().toMillis()).isEqualTo(70);
  }

  private Station newStation(
      StationClock time, FakeSynthesiser synth, Broadcaster to, Composer composing) {
    return new Station(
        time, composing, TestPatches.shipped(), synth, effects, to, events, 42, DEFAULTS, LEAD, 20);
  }

  private static Broadcaster newBroadcaster() {
    return new Broadcaster(
        RecordingTransport.encoder(
            chunk -> chunk.index() + " " + Base64.getEncoder().encodeToString(chunk.pcm())),
        10);
  }

  /** Ticks now and then once per chunk. */
  private static void run(Station station, FakeClock clock, int chunks) {
    station.tick();
    for (int i = 0; i < chunks; i++) {
      clock.advance(CHUNK);
      station.tick();
    }
  }

  private static List<Long> indices(RecordingTransport transport) {
    return transport.sent().stream()
        .map(message -> Long.parseLong(message.substring(0, message.indexOf(' '))))
        .toList();
  }

  private static boolean silent(RecordingTransport transport, int position) {
    String message = transport.sent().get(position);
    byte[] pcm = Base64.getDecoder().decode(message.substring(message.indexOf(' ') + 1));
    assertThat(pcm).hasSize(AudioFormat.CHUNK_BYTES);
    return IntStream.range(0, pcm.length).allMatch(i -> pcm[i] == 0);
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static final class Events implements StationEvents {
    private final List<GenerationUpdate> updates = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Override
    public void generationUpdated(GenerationUpdate update) {
      updates.add(update);
    }

    @Override
    public void problemOccurred(StationProblem problem, String message) {
      problems.add(problem + ": " + message);
    }
  }
}
