package io.auralis.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;

class PcmEncoderTest {

  @Test
  void scalesClipsRoundsAndInterleaves() {
    // Given
    AudioBlock audio = new AudioBlock(2);
    float[] left = {0f, 1f, -1f, 2f, -2f, 0.5f, Float.NaN};
    for (int frame = 0; frame < left.length; frame++) {
      audio.samples()[AudioBlock.offset(1, 0) + frame] = left[frame];
      audio.samples()[AudioBlock.offset(1, 1) + frame] = -left[frame];
    }

    // When
    byte[] pcm = PcmEncoder.encode(audio, 1);

    // Then
    assertThat(pcm).hasSize(17_640);
    ShortBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int[] expected = {0, 32_767, -32_767, 32_767, -32_767, 16_384, 0};
    for (int frame = 0; frame < expected.length; frame++) {
      assertThat((int) samples.get(2 * frame)).as("left %d", frame).isEqualTo(expected[frame]);
      assertThat((int) samples.get(2 * frame + 1))
          .as("right %d", frame)
          .isEqualTo(expected[frame] == 16_384 ? -16_383 : -expected[frame]);
    }
  }
}
