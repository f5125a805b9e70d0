package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;
import java.util.SplittableRandom;

/** Test signals and measurements. Signals are planar [2, frames]. */
final class Signals {

  static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  static final int RATE = AudioFormat.SAMPLE_RATE_HZ;

  private static final int HALF_TAPS = 32;
  private static final int OVERSAMPLING = 4;

  private Signals() {}

  /** Works on one block: input in, output in place. */
  interface Effect {
    void process(float[][] block, int index);
  }

  static float[][] silence(int blocks) {
    return new float[AudioFormat.CHANNELS][blocks * BLOCK];
  }

  static float[][] click(int blocks) {
    float[][] signal = silence(blocks);
    signal[0][0] = 1;
    signal[1][0] = 1;
    return signal;
  }

  static float[][] sine(int blocks, double hz, double amplitude) {
    float[][] signal = silence(blocks);
    for (int frame = 0; frame < signal[0].length; frame++) {
      float sample = (float) (amplitude * Math.sin(2 * Math.PI * hz * frame / RATE));
      signal[0][frame] = sample;
      signal[1][frame] = sample;
    }
    return signal;
  }

  static float[][] noise(int blocks, double amplitude, long seed) {
    float[][] signal = silence(blocks);
    SplittableRandom random = new SplittableRandom(seed);
    for (float[] channel : signal) {
      for (int frame = 0; frame < channel.length; frame++) {
        channel[frame] = (float) random.nextDouble(-amplitude, amplitude);
      }
    }
    return signal;
  }

  /**
   * Noise without the top octave, where a meter of twelve taps reads less than one of sixty-four.
   */
  static float[][] softNoise(int blocks, double amplitude, long seed) {
    float[][] noise = noise(blocks, amplitude, seed);
    for (float[] channel : noise) {
      for (int pass = 0; pass < 4; pass++) {
        for (int frame = channel.length - 1; frame >= 2; frame--) {
          channel[frame] = (channel[frame] + 2 * channel[frame - 1] + channel[frame - 2]) / 4;
        }
      }
    }
    return noise;
  }

  /** Sends a signal through an effect block by block. */
  static float[][] through(Effect effect, float[][] signal) {
    int blocks = signal[0].length / BLOCK;
    float[][] result = silence(blocks);
    float[][] block = silence(1);
    for (int index = 0; index < blocks; index++) {
      for (int channel = 0; channel < block.length; channel++) {
        System.arraycopy(signal[channel], index * BLOCK, block[channel], 0, BLOCK);
      }
      effect.process(block, index);
      for (int channel = 0; channel < block.length; channel++) {
        System.arraycopy(block[channel], 0, result[channel], index * BLOCK, BLOCK);
      }
    }
    return result;
  }

  static Effect of(Reverb reverb) {
    float[][] wet = silence(1);
    return (block, index) -> {
      reverb.process(block, wet);
      copy(wet, block);
    };
  }

  static Effect of(TempoDelay delay, int... bpm) {
    float[][] wet = silence(1);
    return (block, index) -> {
      delay.process(block, wet, bpm[index % bpm.length]);
      copy(wet, block);
    };
  }

  static double peak(float[] signal, int from, int to) {
    double peak = 0;
    for (int frame = from; frame < to; frame++) {
      // a sample that is not a number has to show
      peak = Float.isFinite(signal[frame]) ? Math.max(peak, Math.abs(signal[frame])) : 1e30;
    }
    return peak;
  }

  static double rms(float[] signal, int from, int to) {
    double sum = 0;
    for (int frame = from; frame < to; frame++) {
      sum += (double) signal[frame] * signal[frame];
    }
    return Math.sqrt(sum / (to - from));
  }

  /** Peak of a fourfold oversampled signal, by a sinc of 64 samples under a Hann window. */
  static double truePeak(float[] signal) {
    double peak = 0;
    for (int part = 0; part < OVERSAMPLING; part++) {
      double[] taps = new double[2 * HALF_TAPS];
      for (int tap = 0; tap < taps.length; tap++) {
        double x = tap - HALF_TAPS + 1 - (double) part / OVERSAMPLING;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * x / HALF_TAPS);
        taps[tap] = (x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * window;
      }
      for (int from = 0; from + taps.length <= signal.length; from++) {
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
          sum += taps[tap] * signal[from + tap];
        }
        peak = Math.max(peak, Math.abs(sum));
      }
    }
    return peak;
  }

  /** Band-pass of two poles at {@code hz}, one octave wide. */
  static float[] octave(float[] signal, double hz) {
    double w = 2 * Math.PI * hz / RATE;
    double alpha = Math.sin(w) * Math.sinh(Math.log(2) / 2 * w / Math.sin(w));
    double gain = alpha / (1 + alpha);
    double a1 = -2 * Math.cos(w) / (1 + alpha);
    double a2 = (1 - alpha) / (1 + alpha);
    float[] result = signal.clone();
    for (int pass = 0; pass < 2; pass++) {
      double x1 = 0;
      double x2 = 0;
      double y1 = 0;
      double y2 = 0;
      for (int frame = 0; frame < result.length; frame++) {
        double x = result[frame];
        double y = gain * (x - x2) - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        result[frame] = (float) y;
      }
    }
    return result;
  }

  /** Seconds for 60 dB, from the line through -5 to -35 dB of Schroeder's backward integral. */
  static double decaySeconds(float[] response) {
    double[] left = new double[response.length + 1];
    for (int frame = response.length - 1; frame >= 0; frame--) {
      left[frame] = left[frame + 1] + (double) response[frame] * response[frame];
    }
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int frame = 0; frame < response.length; frame += 64) {
      double level = 10 * Math.log10(left[frame] / left[0]);
      if (level < -5 && level > -35) {
        double x = (double) frame / RATE;
        n++;
        sumX += x;
        sumY += level;
        sumXx += x * x;
        sumXy += x * level;
      }
    }
    return -60 * (n * sumXx - sumX * sumX) / (n * sumXy - sumX * sumY);
  }

  /** Power spectrum of {@code size} samples (a power of two) under a Hann window. */
  static double[] power(float[] signal, int from, int size) {
    double[] re = new double[size];
    double[] im = new double[size];
    int bits = Integer.numberOfTrailingZeros(size);
    for (int i = 0; i < size; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
      re[Integer.reverse(i) >>> (32 - bits)] = window * signal[from + i];
    }
    for (int half = 1; half < size; half *= 2) {
      for (int k = 0; k < half; k++) {
        double c = Math.cos(Math.PI * k / half);
        double s = -Math.sin(Math.PI * k / half);
        for (int a = k; a < size; a += 2 * half) {
          int b = a + half;
          double x = c * re[b] - s * im[b];
          double y = c * im[b] + s * re[b];
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
    double[] power = new double[size / 2];
    for (int i = 0; i < power.length; i++) {
      power[i] = re[i] * re[i] + im[i] * im[i];
    }
    return power;
  }

  private static void copy(float[][] from, float[][] to) {
    for (int channel = 0; channel < to.length; channel++) {
      System.arraycopy(from[channel], 0, to[channel], 0, BLOCK);
    }
  }
}
