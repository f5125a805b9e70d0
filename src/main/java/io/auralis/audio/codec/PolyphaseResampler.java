package io.auralis.audio.codec;

import java.util.Arrays;
import java.util.Locale;

/**
 * Changes the rate of one channel by a ratio of whole numbers, block after block without a seam.
 *
 * <p>{@link ResamplerFilters} says how it filters. Output is late by {@link #delayFrames()}. Not
 * thread-safe.
 */
public final class PolyphaseResampler {

  private static final int TAPS = ResamplerFilters.TAPS;

  private final ResamplerFilters filters;
  private final int up;
  private final int down;

  /** The last samples of the block before, then the block. */
  private float[] samples = new float[TAPS - 1];

  /** From one rate to another, which must not be lower. */
  public PolyphaseResampler(int fromHz, int toHz) {
    this(new ResamplerFilters(fromHz, toHz));
  }

  /** With filters that others may use, too. */
  PolyphaseResampler(ResamplerFilters filters) {
    this.filters = filters;
    up = filters.up;
    down = filters.down;
  }

  /** A silent one for another channel, with the same filters. */
  public PolyphaseResampler forOtherChannel() {
    return new PolyphaseResampler(filters);
  }

  /** By how many frames of the output rate the output is late. */
  public double delayFrames() {
    return (TAPS * (double) up - 1) / 2 / down;
  }

  /** Frames that come out for {@code inputFrames} that go in. */
  public int outputFrames(int inputFrames) {
    if (inputFrames % down != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d frames; a block must be a multiple of %d", inputFrames, down));
    }
    return inputFrames / down * up;
  }

  /**
   * Resamples a block that follows the one before.
   *
   * @param input a multiple of {@code fromHz / gcd} frames
   * @param output {@link #outputFrames} frames
   */
  public void process(float[] input, float[] output) {
    begin(input, output);
    int phase = 0;
    int oldest = 0;
    for (int frame = 0; frame < output.length; frame++) {
      output[frame] = dot(filters.taps, phase * TAPS, samples, oldest);
      phase += down;
      while (phase >= up) {
        phase -= up;
        oldest++;
      }
    }
    end(input);
  }

  /**
   * Resamples a block of two channels at once, which takes three quarters of the time: each tap is
   * read once for both. The result has the same bits.
   *
   * @param other the second channel's resampler, {@link #forOtherChannel} of the first or of the
   *     same as the first
   * @throws IllegalArgumentException if filters or lengths differ
   */
  public void process(
      float[] input,
      float[] output,
      PolyphaseResampler other,
      float[] otherInput,
      float[] otherOutput) {
    if (other.filters != filters || otherInput.length != input.length) {
      throw new IllegalArgumentException("both channels must have the same filters and length");
    }
    begin(input, output);
    other.begin(otherInput, otherOutput);
    int phase = 0;
    int oldest = 0;
    for (int frame = 0; frame < output.length; frame++) {
      dots(filters.taps, phase * TAPS, samples, other.samples, oldest, output, otherOutput, frame);
      phase += down;
      while (phase >= up) {
        phase -= up;
        oldest++;
      }
    }
    end(input);
    other.end(otherInput);
  }

  /** Forgets what came before. */
  public void reset() {
    Arrays.fill(samples, 0f);
  }

  private void begin(float[] input, float[] output) {
    if (output.length != outputFrames(input.length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "room for %d frames; %d come out",
              output.length,
              outputFrames(input.length)));
    }
    if (samples.length != TAPS - 1 + input.length) {
      samples = Arrays.copyOf(samples, TAPS - 1 + input.length);
    }
    System.arraycopy(input, 0, samples, TAPS - 1, input.length);
  }

  private void end(float[] input) {
    System.arraycopy(samples, input.length, samples, 0, TAPS - 1);
  }

  /** Four sums at a time, so that an addition does not wait for the one before. */
  private static float dot(float[] taps, int tap, float[] samples, int sample) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int k = 0; k < TAPS; k += 4) {
      a += taps[tap + k] * samples[sample + k];
      b += taps[tap + k + 1] * samples[sample + k + 1];
      c += taps[tap + k + 2] * samples[sample + k + 2];
      d += taps[tap + k + 3] * samples[sample + k + 3];
    }
    return a + b + (c + d);
  }

  /** Two of {@link #dot}, with the additions of each in the same order. */
  private static void dots(
      float[] taps,
      int tap,
      float[] left,
      float[] right,
      int sample,
      float[] leftOutput,
      float[] rightOutput,
      int frame) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int k = 0; k < TAPS; k += 4) {
      float tap0 = taps[tap + k];
      float tap1 = taps[tap + k + 1];
      float tap2 = taps[tap + k + 2];
      float tap3 = taps[tap + k + 3];
      a += tap0 * left[sample + k];
      b += tap1 * left[sample + k + 1];
      c += tap2 * left[sample + k + 2];
      d += tap3 * left[sample + k + 3];
      e += tap0 * right[sample + k];
      f += tap1 * right[sample + k + 1];
      g += tap2 * right[sample + k + 2];
      h += tap3 * right[sample + k + 3];
    }
    leftOutput[frame] = a + b + (c + d);
    rightOutput[frame] = e + f + (g + h);
  }
}
