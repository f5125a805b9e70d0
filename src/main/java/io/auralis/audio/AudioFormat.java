package io.auralis.audio;

/**
 * The one format of a station's audio: 44,100 Hz, stereo, cut into 100 ms blocks and chunks.
 *
 * <p>Source of the numbers: the PCM and chunk tables of the wire specification. A <em>frame</em> is
 * one sample per channel.
 */
public final class AudioFormat {

  /** Frames per second. */
  public static final int SAMPLE_RATE_HZ = 44_100;

  /** Left and right. */
  public static final int CHANNELS = 2;

  /** Frames in a block of float audio and in a chunk of int16 audio: 100 ms. */
  public static final int BLOCK_FRAMES = 4_410;

  /** Length of a block or chunk in milliseconds. */
  public static final int BLOCK_MILLIS = 100;

  /** Bytes of a chunk: 4,410 frames of two little-endian int16 samples. */
  public static final int CHUNK_BYTES = BLOCK_FRAMES * CHANNELS * Short.BYTES;

  private AudioFormat() {}
}
