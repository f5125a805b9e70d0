package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** How the time is measured that a chunk takes to reach everybody; on a clock of its own. */
class FanOutTest {

  private long nanos;
  private Duration round = Duration.ZERO;
  private long published;
  private final Broadcaster broadcaster =
      new Broadcaster(
          RecordingTransport.encoder(chunk -> ""), 10, DeliverySettings.queueOnly(), () -> nanos);

  /** A thread whose every round takes its time. */
  private final Executor slow =
      task -> {
        nanos += round.toNanos();
        task.run();
      };

  @Test
  void nobodyAndAFastCrowdTakeNoTime() {
    assertThat(broadcaster.fanOut()).isZero();

    broadcaster.join(RecordingTransport.fast());
    publish(50);

    assertThat(broadcaster.fanOut()).isZero();
  }

  @Test
  void theSlowestThreadCountsOnceItHasBeenSlowForAWhile() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    broadcaster.join(RecordingTransport.fastOn(slow));
    publish(50);

    // When: a single hiccup
    round = Duration.ofMillis(160);
    publish(1);

    // Then
    assertThat(broadcaster.fanOut()).isEqualTo(Duration.ofMillis(5));

    // When
    publish(200);

    // Then
    assertThat(broadcaster.fanOut().toMillis()).isCloseTo(160, within(2L));

    // When
    round = Duration.ZERO;
    publish(200);

    // Then
    assertThat(broadcaster.fanOut().toMillis()).isZero();
  }

  @Test
  void aCrowdThatHasGoneIsForgotten() {
    // Given
    Listener last = broadcaster.join(RecordingTransport.fastOn(slow)).orElseThrow();
    round = Duration.ofMillis(80);
    publish(200);

    // When
    broadcaster.leave(last, DisconnectReason.LEFT);
    publish(1);

    // Then
    assertThat(broadcaster.fanOut()).isZero();
  }

  private void publish(int chunks) {
    for (int i = 0; i < chunks; i++) {
      broadcaster.publish(new AudioChunk(published++, 0, new byte[AudioFormat.CHUNK_BYTES]));
    }
  }
}
