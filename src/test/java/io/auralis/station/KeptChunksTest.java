package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.delivery.Listener;
import io.auralis.record.StationOutput;
import io.auralis.sequencing.ControlBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A station writes new chunks over old ones, and never over one that a listener may still want. */
class KeptChunksTest {

  private static final int TICKS = 100;

  /** Behind the frame's four bytes and the header's first eight. */
  private static final int INDEX_OFFSET = 12;

  @Test
  void listenersThatComeBackGetWhatTheOthersHadHoweverOldItIs() {
    try (RecordedStations stations = new RecordedStations()) {
      // Given
      Messages live = new Messages();
      RecordedStations.Running station =
          stations.add(1, TestStation.DEFAULTS, false, List.of("pcm"), live);
      int compared = 0;

      for (int tick = 0; tick < TICKS; tick++) {
        stations.tick();
        // A message that was asked for is kept: only now and then is one made of what is old.
        if (tick % 20 != 19) {
          continue;
        }

        // When: one comes back, and wants the oldest chunk that is kept
        Messages again = new Messages();
        long oldest = Math.max(live.first(), live.last() - RecordedStations.HISTORY_CHUNKS + 1);
        Listener listener = station.listen("pcm", OptionalLong.of(oldest), again);
        station.leave(listener);

        // Then
        assertThat(again.first()).isEqualTo(oldest);
        assertThat(again.last()).isEqualTo(live.last());
        for (byte[] message : again.messages) {
          assertThat(message).isEqualTo(live.of(index(message)));
          compared++;
        }
      }
      assertThat(compared).isEqualTo(5 * RecordedStations.HISTORY_CHUNKS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 800, 1_200, 9_000, 12_000})
  void nothingIsWrittenOverTooSoonAfterAMachineStoodStill(int millis) {
    try (RecordedStations stations = new RecordedStations()) {
      // Given
      Messages live = new Messages();
      RecordedStations.Running station =
          stations.add(1, TestStation.DEFAULTS, false, List.of("pcm"), live);
      for (int tick = 0; tick < 40; tick++) {
        stations.tick();
      }

      // When
      stations.stall(Duration.ofMillis(millis));

      for (int tick = 0; tick < 40; tick++) {
        stations.tick();
        if (tick % 3 != 0) {
          continue;
        }
        Messages again = new Messages();
        int oldest = live.messages.size() - RecordedStations.HISTORY_CHUNKS;
        long from = index(live.messages.get(oldest));
        station.leave(station.listen("pcm", OptionalLong.of(from), again));

        // Then
        assertThat(again.messages)
            .as("tick %d", tick)
            .containsExactlyElementsOf(live.messages.subList(oldest, live.messages.size()));
      }
    }
  }

  private static long index(byte[] message) {
    return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(INDEX_OFFSET);
  }

  /** What a listener got. */
  private static final class Messages implements StationOutput {

    private final List<byte[]> messages = new ArrayList<>();

    @Override
    public void controlsWritten(ControlBlock controls) {
      // Listeners do not get them.
    }

    @Override
    public void messageSent(String format, byte[] message) {
      messages.add(message);
    }

    private long first() {
      return index(messages.get(0));
    }

    private long last() {
      return index(messages.get(messages.size() - 1));
    }

    private byte[] of(long index) {
      return messages.get((int) (index - first()));
    }
  }
}
