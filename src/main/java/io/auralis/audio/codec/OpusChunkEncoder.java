package io.auralis.audio.codec;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Chunks to Opus (RFC 6716): resampled to 48 kHz, five stereo packets of 20 ms for each chunk.
 *
 * <p>Chunks must come in order; packets of one continue those of the one before. Not thread-safe.
 */
public final class OpusChunkEncoder implements ChunkEncoder {

  /** The rate that packets are coded at. */
  public static final int SAMPLE_RATE_HZ = 48_000;

  /** Packets of a chunk. */
  public static final int PACKETS_PER_CHUNK = 5;

  /** Frames of a packet: 20 ms. */
  public static final int PACKET_FRAMES = 960;

  /** RFC 6716, section 3.2.1: the most that a packet of one frame has. */
  private static final int MAX_PACKET_BYTES = 1_275;

  /** The complexity if none is given: the best that Opus does for music. */
  public static final int DEFAULT_COMPLEXITY = 9;

  /**
   * Takes three fifths of the time of {@link #DEFAULT_COMPLEXITY} and costs a tenth of a decibel of
   * signal to noise.
   */
  public static final int LEAST_COMPLEXITY = 0;

  /** The highest complexity; 0 is the lowest. */
  private static final int MAX_COMPLEXITY = 10;

  /** Moves all samples above 0, where a cast to int rounds down. */
  private static final int SHIFT = 32_768;

  private static final VarHandle FRAME =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final ResamplerFilters FILTERS =
      new ResamplerFilters(AudioFormat.SAMPLE_RATE_HZ, SAMPLE_RATE_HZ);

  private final OpusEncoder encoder;
  private final PolyphaseResampler left = new PolyphaseResampler(FILTERS);
  private final PolyphaseResampler right = new PolyphaseResampler(FILTERS);
  private final float[] chunkLeft = new float[AudioFormat.BLOCK_FRAMES];
  private final float[] chunkRight = new float[AudioFormat.BLOCK_FRAMES];
  private final float[] outLeft = new float[PACKETS_PER_CHUNK * PACKET_FRAMES];
  private final float[] outRight = new float[PACKETS_PER_CHUNK * PACKET_FRAMES];
  private final short[] pcm = new short[AudioFormat.CHANNELS * outLeft.length];
  private final byte[] packetBytes = new byte[MAX_PACKET_BYTES];

  /** An encoder of a mean bit rate, in bits per second, and the default complexity. */
  public OpusChunkEncoder(int bitsPerSecond) {
    this(bitsPerSecond, DEFAULT_COMPLEXITY);
  }

  /**
   * An encoder of a mean bit rate.
   *
   * @param bitsPerSecond the mean bit rate
   * @param complexity how much work a packet may take, 0 to 10; less work codes the same sound less
   *     well in as many bytes
   * @throws IllegalArgumentException if the complexity is out of range
   */
  public OpusChunkEncoder(int bitsPerSecond, int complexity) {
    if (complexity < LEAST_COMPLEXITY || complexity > MAX_COMPLEXITY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "complexity %d; expected is 0 to %d", complexity, MAX_COMPLEXITY));
    }
    try {
      encoder =
          new OpusEncoder(
              SAMPLE_RATE_HZ, AudioFormat.CHANNELS, OpusApplication.OPUS_APPLICATION_AUDIO);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus takes 48 kHz and two channels", e);
    }
    encoder.setBitrate(bitsPerSecond);
    encoder.setUseVBR(true);
    encoder.setUseConstrainedVBR(true);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_MUSIC);
    encoder.setComplexity(complexity);
  }

  /**
   * Encodes the next chunk.
   *
   * @return five packets, each as RFC 6716 has it
   */
  @Override
  public List<byte[]> encode(AudioChunk chunk) {
    resample(chunk.pcm());
    byte[][] packets = new byte[PACKETS_PER_CHUNK][];
    for (int packet = 0; packet < PACKETS_PER_CHUNK; packet++) {
      packets[packet] = encodePacket(packet * PACKET_FRAMES * AudioFormat.CHANNELS);
    }
    return List.of(packets);
  }

  private byte[] encodePacket(int firstSample) {
    try {
      int length =
          encoder.encode(pcm, firstSample, PACKET_FRAMES, packetBytes, 0, MAX_PACKET_BYTES);
      return Arrays.copyOf(packetBytes, length);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus could not encode 20 ms of PCM", e);
    }
  }

  @Override
  public void reset() {
    left.reset();
    right.reset();
    encoder.resetState();
  }

  /** By how many frames at 48 kHz a decoder's output is late against the chunk's timestamp. */
  public int delayFrames() {
    return (int) Math.round(left.delayFrames()) + encoder.getLookahead();
  }

  private void resample(byte[] bytes) {
    for (int frame = 0; frame < chunkLeft.length; frame++) {
      int both = (int) FRAME.get(bytes, AudioFormat.CHANNELS * Short.BYTES * frame);
      chunkLeft[frame] = (short) both;
      chunkRight[frame] = both >> Short.SIZE;
    }
    left.process(chunkLeft, outLeft, right, chunkRight, outRight);
    for (int frame = 0; frame < outLeft.length; frame++) {
      pcm[2 * frame] = round(outLeft[frame]);
      pcm[2 * frame + 1] = round(outRight[frame]);
    }
  }

  /**
   * The nearest int16, a tie upwards; branches take less time than {@code Math.round}. What is not
   * a number is 0.
   */
  static short round(float sample) {
    if (!(sample > -SHIFT)) {
      return Float.isNaN(sample) ? 0 : Short.MIN_VALUE;
    }
    if (sample >= SHIFT - 1) {
      return Short.MAX_VALUE;
    }
    return (short) ((int) ((double) sample + (SHIFT + 0.5)) - SHIFT);
  }
}
