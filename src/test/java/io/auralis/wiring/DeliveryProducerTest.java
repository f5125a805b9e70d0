package io.auralis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.codec.OpusChunkEncoder;
import org.junit.jupiter.api.Test;

class DeliveryProducerTest {

  @Test
  void aFewStationsOfTheirOwnAreEncodedAsWellAsSharedOnes() {
    assertThat(DeliveryProducer.complexity(1)).isEqualTo(OpusChunkEncoder.DEFAULT_COMPLEXITY);
    assertThat(DeliveryProducer.complexity(DeliveryProducer.BEST_OPUS_LISTENERS))
        .isEqualTo(OpusChunkEncoder.DEFAULT_COMPLEXITY);
  }

  @Test
  void manyAreEncodedWithLessWork() {
    assertThat(DeliveryProducer.complexity(DeliveryProducer.BEST_OPUS_LISTENERS + 1))
        .isEqualTo(OpusChunkEncoder.LEAST_COMPLEXITY);
  }
}
