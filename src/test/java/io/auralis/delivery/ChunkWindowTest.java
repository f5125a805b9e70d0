package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a listener goes on that comes back. */
class ChunkWindowTest {

  private static final long FIRST = 40;

  @ParameterizedTest
  @CsvSource({
    "996,",
    "997, 40",
    "999, 42",
    // The encoder rejected 1000: what follows 999 is 1001.
    "1000, 43",
    "1001, 43",
    "1003, 45",
    // About to come.
    "1004, 46",
    "1008, 50",
    "1009,"
  })
  void aListenerContinuesWithTheChunkThatItWantsOrWithTheNextThereIs(long index, Long position) {
    try (ChunkWindow window = window(997, 998, 999, 1_001, 1_002, 1_003)) {
      assertThat(window.positionOf(index))
          .isEqualTo(position == null ? OptionalLong.empty() : OptionalLong.of(position));
    }
  }

  @Test
  void nothingIsWhereNothingPlayed() {
    assertThat(ChunkWindow.EMPTY.positionOf(0)).isEmpty();
  }

  private static ChunkWindow window(long... indices) {
    return new ChunkWindow(
        FIRST, LongStream.of(indices).mapToObj(Encoded::new).toArray(EncodedChunk[]::new));
  }

  private record Encoded(long index) implements EncodedChunk {

    @Override
    public int bytes() {
      return 1;
    }

    @Override
    public void retain() {}

    @Override
    public void release() {}
  }
}
