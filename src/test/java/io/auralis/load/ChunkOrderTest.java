package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What counts as missed, and what as heard twice, listener by listener. */
class ChunkOrderTest {

  private final Crowd crowd = new Crowd();

  private static void take(ChunkOrder order, long... indexes) {
    LongStream.of(indexes).forEach(order::take);
  }

  @Test
  void aListenerMayBeginAnywhereAndMissesNothingInOrder() {
    take(new ChunkOrder(crowd), 70, 71, 72);

    assertThat(crowd.gaps).isZero();
    assertThat(crowd.doubled).isZero();
  }

  @Test
  void chunksAreCountedInAllAndListenersOnce() {
    take(new ChunkOrder(crowd), 1, 3, 6, 6, 6, 7);
    take(new ChunkOrder(crowd), 10, 12);

    assertThat(crowd.gaps).isEqualTo(4);
    assertThat(crowd.listenersWithGaps).isEqualTo(2);
    assertThat(crowd.mostMissed).isEqualTo(3);
    assertThat(crowd.doubled).isEqualTo(2);
    assertThat(crowd.listenersWithRepeats).isEqualTo(1);
  }

  @Test
  void aMeasurementKnowsNothingOfTheOneBefore() {
    ChunkOrder order = new ChunkOrder(crowd);
    take(order, 1, 5, 5);

    crowd.begin();
    take(order, 7, 7);

    assertThat(crowd.gaps).isEqualTo(1);
    assertThat(crowd.mostMissed).isEqualTo(1);
    assertThat(crowd.listenersWithGaps).isEqualTo(1);
    assertThat(crowd.listenersWithRepeats).isEqualTo(1);
  }
}
