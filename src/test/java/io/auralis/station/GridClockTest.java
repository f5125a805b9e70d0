package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GridClockTest {

  private final FakeClock grid = new FakeClock();

  @Test
  void itsChunksAreDueWithThoseOfTheGrid() {
    // Given: the grid stands inside its chunk 12
    grid.advance(Duration.ofMillis(1_230));

    // When
    GridClock clock = new GridClock(grid);

    // Then
    assertThat(clock.frames()).isEqualTo(grid.frames() - 12L * AudioFormat.BLOCK_FRAMES);
    for (long chunk = 0; chunk < 5; chunk++) {
      long frame = chunk * AudioFormat.BLOCK_FRAMES;
      assertThat(clock.until(frame)).isEqualTo(grid.until(frame + 12L * AudioFormat.BLOCK_FRAMES));
      assertThat(clock.wallTime(frame))
          .isEqualTo(clock.wallTimes().apply(frame))
          .isEqualTo(grid.wallTime(frame + 12L * AudioFormat.BLOCK_FRAMES));
    }
  }
}
