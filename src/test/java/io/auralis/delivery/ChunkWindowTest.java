package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    assertThat(window(997, 998, 999, 1_001, 1_002, 1_003).positionOf(index))
        .isEqualTo(position == null ? OptionalLong.empty() : OptionalLong.of(position));
  }

  @Test
  void nothingIsWhereNothingPlayed() {
    assertThat(ChunkWindow.EMPTY.positionOf(0)).isEmpty();
  }

  @Test
  void moreChunksPushOutTheOldestAndPositionsGoOn() {
    ChunkWindow window = window(997, 998, 999).plus(chunks(1_000, 1_001), 4);

    assertThat(window.first()).isEqualTo(FIRST + 1);
    assertThat(window.end()).isEqualTo(FIRST + 5);
    assertThat(window.get(FIRST + 1).index()).isEqualTo(998);
    assertThat(window.get(FIRST + 4).index()).isEqualTo(1_001);
  }

  private static ChunkWindow window(long... indices) {
    return new ChunkWindow(FIRST, chunks(indices));
  }

  private static List<PacketChunk> chunks(long... indices) {
    return LongStream.of(indices)
        .mapToObj(index -> new PacketChunk(index, 0, List.of(), 0))
        .toList();
  }
}
