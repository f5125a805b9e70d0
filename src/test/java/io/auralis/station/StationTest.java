package io.auralis.station;

import static io.auralis.station.TestStation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.BlockEffect;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Chunks, listeners and the clock while all goes well. */
class StationTest {

  private static final StationSettings SETTINGS = settings(DEFAULTS, ControlApply.BAR);

  private final TestStation main = new TestStation();

  @Test
  void aStationWithoutListenersKeepsComposingAndRendersNothing() {
    // When
    main.run(600);

    // Then
    assertThat(main.station.status().state()).isEqualTo(StationStatus.State.IDLE);
    assertThat(main.synthesiser.blocksRendered).isZero();
    assertThat(main.station.status().phrases()).isEqualTo(2);
  }

  @Test
  void aListenerThatComesGetsABurstAtOnceThenAChunkPerTick() {
    // Given
    main.run(100);
    RecordingTransport listener = main.listen();

    // When
    main.station.tick();

    // Then
    assertThat(indices(listener)).containsExactly(97L, 98L, 99L, 100L);
    main.run(3);
    assertThat(indices(listener)).containsExactly(97L, 98L, 99L, 100L, 101L, 102L, 103L);
    assertThat(main.station.status().underruns()).isZero();
  }

  @Test
  void theLeadIsRenderedAheadOfTheClock() {
    // Given
    main.listen();

    // When
    main.run(10);

    // Then
    assertThat(main.station.status().bufferMillis()).isBetween(400.0, 500.0);
  }

  @Test
  void indicesHaveNoGapWhenAllListenersLeaveForAMomentAndComeBack() {
    // Given
    RecordingTransport first = RecordingTransport.fast();
    Listener listener = main.broadcaster.join(first).orElseThrow();
    main.run(20);
    main.broadcaster.leave(listener, DisconnectReason.LEFT);
    main.station.tick();

    // When
    RecordingTransport second = main.listen();
    main.run(5);

    // Then
    assertThat(indices(second).get(0)).isEqualTo(last(indices(first)) + 1);
  }

  @Test
  void theSameSeedGivesTheSameChunksWheneverTheListenerCame() {
    // Given
    RecordingTransport early = main.listen();
    main.run(100);

    TestStation other = new TestStation();
    other.run(33);
    RecordingTransport late = other.listen();

    // When
    other.run(67);

    // Then
    assertThat(early.sent()).hasSize(101);
    assertThat(late.sent()).isEqualTo(early.sent().subList(101 - late.sent().size(), 101));
    assertThat(late.sent()).hasSizeGreaterThanOrEqualTo(67);
  }

  @Test
  void aStationThatSleptForMinutesGoesOnAtItsClock() {
    // Given
    RecordingTransport listener = main.listen();
    main.run(10);

    // When
    main.clock.advance(Duration.ofMinutes(10));
    main.run(5);

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
    TickedStation timed = main.on(main.synthesiser, recording, BlockEffect.NONE, SETTINGS);
    recording.join(RecordingTransport.fast());

    // When
    main.run(timed, 2);

    // Then
    long epoch = FakeClock.EPOCH.getEpochSecond() * 1_000_000;
    assertThat(timestamps).containsExactly(epoch, epoch + 100_000, epoch + 200_000);
  }

  @Test
  void aRehearsalChangesNothingThatIsHeard() {
    // Given
    RecordingTransport plain = main.listen();
    main.run(30);
    TestStation other = new TestStation();

    // When
    other.station.rehearse();
    RecordingTransport rehearsed = other.listen();
    other.run(30);

    // Then
    assertThat(rehearsed.sent()).isEqualTo(plain.sent());
    assertThat(other.station.status().synthesisFailures()).isZero();
  }

  @Test
  void effectsHearEveryBlockInOrderWithTheTempoAndBeginAnewAfterAPause() {
    // Given
    List<String> heard = new ArrayList<>();
    BlockEffect effects =
        new BlockEffect() {
          @Override
          public void process(AudioBlock audio, int block, int bpm) {
            heard.add(block + " at " + bpm);
            audio.samples()[AudioBlock.offset(block, 0)] = 0;
          }

          @Override
          public void relieve(boolean relieved) {}

          @Override
          public void reset() {
            heard.add("reset");
          }
        };
    TickedStation wet = main.on(main.synthesiser, main.broadcaster, effects, SETTINGS);
    RecordingTransport transport = RecordingTransport.fast();
    Listener listener = main.broadcaster.join(transport).orElseThrow();

    // When
    wet.tick();
    main.broadcaster.leave(listener, DisconnectReason.LEFT);
    wet.tick();
    main.broadcaster.join(RecordingTransport.fast());
    wet.tick();

    // Then
    assertThat(heard.subList(0, 7))
        .containsExactly("reset", "0 at 60", "1 at 60", "2 at 60", "3 at 60", "4 at 60", "reset");
  }

  @Test
  void theNextTickIsDueAtAnAbsoluteDeadline() {
    // Given
    main.listen();
    main.station.tick();

    // When: this tick came 30 ms late
    main.clock.advance(Duration.ofMillis(130));
    main.station.tick();

    // Then
    assertThat(main.station.untilNextTick().toMillis()).isEqualTo(70);
  }

  @Test
  void aCrowdThatTakesItsTimeGetsEachChunkSoMuchEarlier() {
    // Given: 40 ms until the last listener has a chunk
    AtomicLong nanos = new AtomicLong();
    Broadcaster broadcaster =
        new Broadcaster(
            RecordingTransport.encoder(chunk -> chunk.index() + " "),
            10,
            DeliverySettings.queueOnly(),
            nanos::get);
    TickedStation station = main.on(main.synthesiser, broadcaster, BlockEffect.NONE, SETTINGS);
    RecordingTransport listener =
        RecordingTransport.fastOn(
            task -> {
              nanos.addAndGet(Duration.ofMillis(40).toNanos());
              task.run();
            });
    broadcaster.join(listener).orElseThrow();
    main.run(station, 150);
    int heard = listener.sent().size();

    // When
    Duration wait = station.untilNextTick();
    main.clock.advance(wait.plusMillis(2));
    station.tick();

    // Then
    assertThat(wait.toMillis()).isBetween(58L, 62L);
    assertThat(indices(listener)).hasSize(heard + 1).doesNotHaveDuplicates();
    assertThat(last(indices(listener))).isEqualTo(151);
    assertThat(station.status().underruns()).isZero();
    main.run(station, 10);
    assertThat(indices(listener)).isEqualTo(range(indices(listener).get(0), 162));
  }
}
