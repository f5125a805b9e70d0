package io.auralis.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChunkRingTest {

  private final ChunkRing ring = new ChunkRing(3);

  @Test
  void keepsTheNewestChunks() {
    // When
    for (long index = 0; index < 5; index++) {
      put(index);
    }

    // Then
    assertThat(ring.get(1)).isNull();
    assertThat(ring.get(2)).satisfies(chunk -> assertSays(chunk, 2));
    assertThat(ring.get(3)).satisfies(chunk -> assertSays(chunk, 3));
    assertThat(ring.get(4)).satisfies(chunk -> assertSays(chunk, 4));
    assertThat(ring.get(5)).isNull();
  }

  @Test
  void writesOverTheOldestChunkOnly() {
    // Given
    put(0);
    AudioChunk oldest = ring.get(0);
    put(1);
    AudioChunk next = ring.get(1);
    put(2);

    // When
    put(3);

    // Then: no new bytes, and all but the oldest are as they were
    assertThat(ring.get(3).pcm()).isSameAs(oldest.pcm());
    assertSays(next, 1);
  }

  @Test
  void anIndexThatJumpsCostsNoChunkThatIsNewer() {
    // Given: 7 would stand where 1 does, were places taken by index
    put(0);
    put(1);
    AudioChunk newer = ring.get(1);

    // When
    put(7);
    put(10);

    // Then
    assertSays(newer, 1);
    assertThat(ring.get(7)).isNull();
    assertThat(ring.get(10)).satisfies(chunk -> assertSays(chunk, 10));
    assertThat(ring.get(9)).isNull();
  }

  @Test
  void forgetsEverythingWhenClearedButWritesOverNothingThatWasTaken() {
    // Given
    put(7);
    AudioChunk taken = ring.get(7);

    // When
    ring.clear();

    // Then
    assertThat(ring.get(7)).isNull();
    for (long index = 8; index < 12; index++) {
      put(index);
    }
    assertSays(taken, 7);
  }

  @Test
  void refusesAChunkOfAnotherSize() {
    assertThatThrownBy(() -> new AudioChunk(0, 0, new byte[100]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17640");
  }

  /** A chunk whose samples tell its index. */
  private void put(long index) {
    AudioBlock audio = new AudioBlock(1);
    Arrays.fill(audio.samples(), index / 100f);
    ring.put(index, audio, 0);
  }

  private static void assertSays(AudioChunk chunk, long index) {
    AudioBlock audio = new AudioBlock(1);
    Arrays.fill(audio.samples(), index / 100f);
    assertThat(chunk.index()).isEqualTo(index);
    assertThat(chunk.pcm()).isEqualTo(PcmEncoder.encode(audio, 0));
  }
}
