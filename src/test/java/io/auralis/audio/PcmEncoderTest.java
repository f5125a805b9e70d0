package io.auralis.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  @Property(tries = 100)
  void anyBitsGiveWhatTheSlowArithmeticGives(@ForAll long seed) {
    // Given floats of any kind: numbers of all sizes, denormals, infinities, and no numbers
    SplittableRandom random = new SplittableRandom(seed);

    // Then
    assertSameAsSlow(i -> Float.intBitsToFloat(random.nextInt()));
    assertSameAsSlow(i -> (float) random.nextDouble(-1.1, 1.1));
  }

  @Test
  void tiesAndTheirNeighboursGiveWhatTheSlowArithmeticGives() {
    // Given for each value of a sample the float that is nearest to the tie above it
    for (int from = -32_769; from < 32_769; from += AudioBlock.BLOCK_SAMPLES) {
      int first = from;
      for (int ulps = -2; ulps <= 2; ulps++) {
        int away = ulps;
        assertSameAsSlow(
            i -> {
              float tie = (first + i + 0.5f) / 32_767;
              return Float.intBitsToFloat(Float.floatToRawIntBits(tie) + away);
            });
      }
    }
    // And the smallest and largest of each kind
    float[] corners = {
      0f,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      Math.nextDown(0.5f / 32_767),
      0.5f / 32_767,
      Math.nextDown(1f),
      1f,
      Math.nextUp(1f),
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0x7F80_0001),
      Float.intBitsToFloat(0xFFFF_FFFF)
    };
    assertSameAsSlow(i -> (i % 2 == 0 ? 1 : -1) * corners[i / 2 % corners.length]);
  }

  private static void assertSameAsSlow(IntFunction<Float> sample) {
    AudioBlock audio = new AudioBlock(1);
    for (int i = 0; i < AudioBlock.BLOCK_SAMPLES; i++) {
      audio.samples()[i] = sample.apply(i);
    }
    ByteBuffer expected =
        ByteBuffer.allocate(AudioFormat.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < AudioFormat.BLOCK_FRAMES; frame++) {
      expected.putShort(slow(audio.samples()[frame]));
      expected.putShort(slow(audio.samples()[AudioFormat.BLOCK_FRAMES + frame]));
    }
    byte[] pcm = PcmEncoder.encode(audio, 0);
    int at = Arrays.mismatch(pcm, expected.array());
    assertThat(at)
        .as(
            "byte that differs; its sample is %s",
            at < 0 ? "" : audio.samples()[at / 2 % 2 * AudioFormat.BLOCK_FRAMES + at / 4])
        .isEqualTo(-1);
  }

  /** What the encoder has to give, as plainly as can be. */
  private static short slow(float sample) {
    return (short) Math.round(Math.max(-1f, Math.min(1f, sample)) * 32_767);
  }
}
