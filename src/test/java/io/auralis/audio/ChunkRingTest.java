package io.auralis.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChunkRingTest {

  @Test
  void keepsTheNewestChunks() {
    // Given
    ChunkRing ring = new ChunkRing(3);

    // When
    for (long index = 0; index < 5; index++) {
      ring.put(chunk(index));
    }

    // Then
    assertThat(ring.get(1)).isNull();
    assertThat(ring.get(2).index()).isEqualTo(2);
    assertThat(ring.get(4).index()).isEqualTo(4);
    assertThat(ring.get(5)).isNull();
  }

  @Test
  void forgetsEverythingWhenCleared() {
    // Given
    ChunkRing ring = new ChunkRing(3);
    ring.put(chunk(7));

    // When
    ring.clear();

    // Then
    assertThat(ring.get(7)).isNull();
  }

  @Test
  void refusesAChunkOfAnotherSize() {
    assertThatThrownBy(() -> new AudioChunk(0, 0, new byte[100]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17640");
  }

  private static AudioChunk chunk(long index) {
    return new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]);
  }
}
