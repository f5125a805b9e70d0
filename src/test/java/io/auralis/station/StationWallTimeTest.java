package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.BlockEffect;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a station tells of the time when the wall clock is stepped while it plays. */
class StationWallTimeTest {

  private final TestStation main = new TestStation();
  private final List<AudioChunk> chunks = new ArrayList<>();
  private final Broadcaster broadcaster =
      new Broadcaster(
          RecordingTransport.encoder(
              chunk -> {
                // The station writes over its bytes when the ring comes round.
                chunks.add(
                    new AudioChunk(chunk.index(), chunk.timestampMicros(), chunk.pcm().clone()));
                return "";
              }),
          10);
  private final TickedStation station =
      main.on(
          main.synthesiser,
          broadcaster,
          BlockEffect.NONE,
          TestStation.settings(TestStation.DEFAULTS, ControlApply.BAR));

  @ParameterizedTest
  @ValueSource(longs = {3, -3})
  void theNextChunkAndThePhraseHaveTheNewTimeAndTheAudioGoesOn(long hours) {
    // Given: the same music undisturbed
    TestStation undisturbed = new TestStation();
    RecordingTransport was = undisturbed.listen();
    undisturbed.run(100);
    broadcaster.join(RecordingTransport.fast()).orElseThrow();
    main.run(station, 50);
    Duration step = Duration.ofHours(hours);

    // When: chunks of the lead are rendered already
    main.clock.step(step);
    for (int i = 0; i < 50; i++) {
      main.clock.advance(Duration.ofMillis(100));
      station.tick();
    }

    // Then
    assertThat(chunks).hasSize(101);
    for (AudioChunk chunk : chunks) {
      Instant undisturbedTime = FakeClock.EPOCH.plusMillis(100 * chunk.index());
      Instant told = Instant.EPOCH.plus(chunk.timestampMicros(), ChronoUnit.MICROS);
      assertThat(told)
          .as("chunk %d", chunk.index())
          .isEqualTo(chunk.index() <= 50 ? undisturbedTime : undisturbedTime.plus(step));
      assertThat(chunk.pcm()).isEqualTo(TestStation.pcm(was, (int) chunk.index()));
    }
    assertThat(chunks).extracting(AudioChunk::index).isEqualTo(TestStation.range(0, 101));
    NowPlaying now = station.nowPlaying().orElseThrow();
    assertThat(now.current().startTime()).isEqualTo(FakeClock.EPOCH.plus(step));
    assertThat(now.time()).isEqualTo(FakeClock.EPOCH.plus(step).plusSeconds(10));
  }
}
