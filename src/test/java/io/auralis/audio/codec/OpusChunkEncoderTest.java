package io.auralis.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusChunkEncoderTest {

  private static final int CHUNKS = 20;

  private final OpusChunkEncoder encoder = new OpusChunkEncoder(96_000);

  @Test
  void aChunkBecomesFivePacketsThatDecodeToAsManyFrames() throws Exception {
    // When
    List<byte[]> packets = encoder.encode(tones(0));

    // Then
    assertThat(packets).hasSize(5);
    OpusDecoder decoder = new OpusDecoder(48_000, 2);
    short[] pcm = new short[2 * 5_760];
    for (byte[] packet : packets) {
      assertThat(decoder.decode(packet, 0, packet.length, pcm, 0, 5_760, false)).isEqualTo(960);
    }
  }

  @Test
  void leftAndRightComeBackAtTheirLevelsAndPitches() throws Exception {
    // When
    short[] decoded = decode(encodeAll());

    // Then: left is 440 Hz, right is 1,500 Hz, both at half of full scale
    assertThat(decoded).hasSize(CHUNKS * 4_800 * 2);
    assertThat(amplitude(decoded, 0, 440)).isBetween(0.49, 0.51);
    assertThat(amplitude(decoded, 1, 1_500)).isBetween(0.49, 0.51);
    assertThat(amplitude(decoded, 1, 440)).isLessThan(0.01);
    assertThat(amplitude(decoded, 0, 1_500)).isLessThan(0.01);
  }

  @Test
  void theDelayIsWhatItSays() throws Exception {
    // Given: silence, then a click at frame 2,000 of the second chunk
    byte[] pcm = new byte[AudioFormat.CHUNK_BYTES];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).putShort(2_000 * 4, (short) 30_000);
    List<byte[]> packets = new ArrayList<>(encoder.encode(silence(0)));
    packets.addAll(encoder.encode(new AudioChunk(1, 0, pcm)));
    packets.addAll(encoder.encode(silence(2)));

    // When
    short[] decoded = decode(packets);

    // Then
    int loudest = 0;
    for (int frame = 0; frame < decoded.length / 2; frame++) {
      if (Math.abs(decoded[2 * frame]) > Math.abs(decoded[2 * loudest])) {
        loudest = frame;
      }
    }
    int expected = 4_800 + 2_000 * 160 / 147 + encoder.delayFrames();
    assertThat(loudest).isBetween(expected - 2, expected + 2);
  }

  @ParameterizedTest
  @CsvSource({"32000", "96000", "256000"})
  void theBitRateIsAboutWhatIsAskedFor(int bitsPerSecond) {
    // Given
    OpusChunkEncoder rated = new OpusChunkEncoder(bitsPerSecond);

    // When
    long bytes = 0;
    for (int i = 0; i < 50; i++) {
      bytes += rated.encode(noise(i)).stream().mapToInt(packet -> packet.length).sum();
    }

    // Then
    assertThat(bytes * 8 / 5.0).isBetween(bitsPerSecond * 0.85, bitsPerSecond * 1.15);
  }

  @Test
  void theDefaultComplexityIsNine() {
    OpusChunkEncoder nine = new OpusChunkEncoder(96_000, 9);
    for (int i = 0; i < 5; i++) {
      assertThat(nine.encode(noise(i)).toArray(byte[][]::new))
          .isDeepEqualTo(encoder.encode(noise(i)).toArray(byte[][]::new));
    }
  }

  @Test
  void lessComplexityCodesTheSameTonesInOtherBytes() throws Exception {
    // Given
    OpusChunkEncoder simple = new OpusChunkEncoder(96_000, 0);

    // When
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      packets.addAll(simple.encode(tones(i)));
    }

    // Then
    assertThat(
            Arrays.deepEquals(packets.toArray(byte[][]::new), encodeAll().toArray(byte[][]::new)))
        .isFalse();
    short[] decoded = decode(packets);
    assertThat(amplitude(decoded, 0, 440)).isBetween(0.48, 0.52);
    assertThat(amplitude(decoded, 1, 1_500)).isBetween(0.48, 0.52);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11})
  void aComplexityOutOfRangeIsRejected(int complexity) {
    assertThatThrownBy(() -> new OpusChunkEncoder(96_000, complexity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 10");
  }

  @Property
  void samplesAreRoundedAndClippedAsByTheSlowArithmetic(@ForAll int bits, @ForAll short whole) {
    for (float sample : new float[] {Float.intBitsToFloat(bits), whole, whole + 0.5f}) {
      for (float near : new float[] {sample, Math.nextUp(sample), Math.nextDown(sample)}) {
        assertThat((int) OpusChunkEncoder.round(near))
            .as("%s", near)
            .isEqualTo(Math.max(-32_768, Math.min(32_767, Math.round(near))));
      }
    }
  }

  @Test
  void aResetGivesTheSamePacketsAgain() {
    // Given
    List<byte[]> first = encoder.encode(tones(0));
    assertThat(first.get(0)).isNotEqualTo(encoder.encode(tones(0)).get(0));

    // When
    encoder.reset();

    // Then
    assertThat(encoder.encode(tones(0)).toArray(byte[][]::new))
        .isDeepEqualTo(first.toArray(byte[][]::new));
    assertThat(new OpusChunkEncoder(96_000).encode(tones(0)).toArray(byte[][]::new))
        .as("a new encoder, which a station that sleeps gets")
        .isDeepEqualTo(first.toArray(byte[][]::new));
  }

  private List<byte[]> encodeAll() {
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      packets.addAll(encoder.encode(tones(i)));
    }
    return packets;
  }

  private static short[] decode(List<byte[]> packets) throws OpusException {
    OpusDecoder decoder = new OpusDecoder(48_000, 2);
    short[] pcm = new short[packets.size() * 960 * 2];
    for (int i = 0; i < packets.size(); i++) {
      decoder.decode(packets.get(i), 0, packets.get(i).length, pcm, i * 960 * 2, 960, false);
    }
    return pcm;
  }

  /** Amplitude of a frequency in the second half, of full scale. */
  private static double amplitude(short[] pcm, int channel, double hertz) {
    double sin = 0;
    double cos = 0;
    int frames = pcm.length / 2;
    for (int i = frames / 2; i < frames; i++) {
      double angle = 2 * Math.PI * hertz * i / 48_000;
      sin += pcm[2 * i + channel] * Math.sin(angle);
      cos += pcm[2 * i + channel] * Math.cos(angle);
    }
    return 2 * Math.hypot(sin, cos) / (frames / 2.0) / 32_768;
  }

  private static AudioChunk tones(int index) {
    ByteBuffer pcm = ByteBuffer.allocate(AudioFormat.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < AudioFormat.BLOCK_FRAMES; i++) {
      double t = (index * (double) AudioFormat.BLOCK_FRAMES + i) / AudioFormat.SAMPLE_RATE_HZ;
      pcm.putShort((short) (16_384 * Math.sin(2 * Math.PI * 440 * t)));
      pcm.putShort((short) (16_384 * Math.sin(2 * Math.PI * 1_500 * t)));
    }
    return new AudioChunk(index, 0, pcm.array());
  }

  private static AudioChunk noise(int index) {
    Random random = new Random(index);
    ByteBuffer pcm = ByteBuffer.allocate(AudioFormat.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (pcm.hasRemaining()) {
      pcm.putShort((short) (random.nextGaussian() * 5_000));
    }
    return new AudioChunk(index, 0, pcm.array());
  }

  private static AudioChunk silence(int index) {
    return new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]);
  }
}
