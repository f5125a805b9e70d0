package io.auralis.audio.codec;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;
import java.util.List;

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

  private static final int SCALE = 32_768;

  private final OpusEncoder encoder;
  private final PolyphaseResampler left = resampler();
  private final PolyphaseResampler right = resampler();
  private final float[] chunkLeft = new float[AudioFormat.BLOCK_FRAMES];
  private final float[] chunkRight = new float[AudioFormat.BLOCK_FRAMES];
  private final float[] outLeft = new float[PACKETS_PER_CHUNK * PACKET_FRAMES];
  private final float[] outRight = new float[PACKETS_PER_CHUNK * PACKET_FRAMES];
  private final short[] pcm = new short[AudioFormat.CHANNELS * outLeft.length];
  private final byte[] packetBytes = new byte[MAX_PACKET_BYTES];

  /** An encoder of a mean bit rate, in bits per second. */
  public OpusChunkEncoder(int bitsPerSecond) {
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
    for (int frame = 0, at = 0; frame < chunkLeft.length; frame++, at += 4) {
      chunkLeft[frame] = (short) (bytes[at] & 0xFF | bytes[at + 1] << Byte.SIZE);
      chunkRight[frame] = (short) (bytes[at + 2] & 0xFF | bytes[at + 3] << Byte.SIZE);
    }
    left.process(chunkLeft, outLeft);
    right.process(chunkRight, outRight);
    for (int frame = 0; frame < outLeft.length; frame++) {
      pcm[2 * frame] = clip(outLeft[frame]);
      pcm[2 * frame + 1] = clip(outRight[frame]);
    }
  }

  private static short clip(float sample) {
    return (short) Math.max(-SCALE, Math.min(SCALE - 1, Math.round(sample)));
  }

  private static PolyphaseResampler resampler() {
    return new PolyphaseResampler(AudioFormat.SAMPLE_RATE_HZ, SAMPLE_RATE_HZ);
  }
}
