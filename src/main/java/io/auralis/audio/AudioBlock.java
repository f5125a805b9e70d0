package io.auralis.audio;

/**
 * A run of consecutive 100 ms blocks of float audio, planar: [blocks, 2, 4410] in [-1, 1].
 *
 * <p>Reused from run to run; the thread that renders owns it. Not thread-safe.
 */
public final class AudioBlock {

  /** Samples of one block, both channels. */
  public static final int BLOCK_SAMPLES = AudioFormat.CHANNELS * AudioFormat.BLOCK_FRAMES;

  private final float[] samples;

  /** Reserves room for {@code maxBlocks} blocks. */
  public AudioBlock(int maxBlocks) {
    samples = new float[maxBlocks * BLOCK_SAMPLES];
  }

  /** All samples; block {@code b}, channel {@code c} starts at {@code (b * 2 + c) * 4410}. */
  public float[] samples() {
    return samples;
  }

  /** Where a channel of a block starts in {@link #samples()}. */
  public static int offset(int block, int channel) {
    return (block * AudioFormat.CHANNELS + channel) * AudioFormat.BLOCK_FRAMES;
  }
}
