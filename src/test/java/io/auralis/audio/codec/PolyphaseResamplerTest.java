package io.auralis.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolyphaseResamplerTest {

  private static final int FROM = 44_100;
  private static final int TO = 48_000;
  private static final int BLOCK = 4_410;

  private final PolyphaseResampler resampler = new PolyphaseResampler(FROM, TO);

  @ParameterizedTest
  @ValueSource(doubles = {50, 440, 997, 5_000, 10_000, 15_000, 18_000, 19_500})
  void aSineComesOutAsTheSameSineWithMoreThan90DecibelsOfSignalToNoise(double hertz) {
    // When
    float[] out = resample(sine(hertz, 20 * BLOCK));

    // Then: what a sine of this frequency does not explain is noise
    double[] fit = fit(out, hertz);
    assertThat(fit[0]).as("amplitude").isBetween(0.899, 0.901);
    assertThat(10 * Math.log10(fit[1])).as("signal to noise in dB").isGreaterThan(90);
  }

  @Test
  void theDelayIsWhatItSays() {
    // When
    float[] out = resample(sine(1_000, 20 * BLOCK));

    // Then
    double phase = fit(out, 1_000)[2];
    double late = -phase / (2 * Math.PI) * TO / 1_000;
    double period = TO / 1_000.0;
    double difference = Math.IEEEremainder(late - resampler.delayFrames(), period);
    assertThat(difference).isBetween(-0.01, 0.01);
  }

  @Test
  void blocksHaveNoSeamAndLengthIsExact() {
    // Given
    float[] input = sine(3_000, 4 * BLOCK);
    float[] whole = new float[4 * 4_800];
    new PolyphaseResampler(FROM, TO).process(input, whole);

    // When
    float[] pieces = resample(input);

    // Then
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void everyBitIsThatOfFourSumsInTheOrderOfTime() {
    // Given the filters, as clicks show them
    int up = 160;
    int down = 147;
    int taps = 72;
    float[][] filters = new float[up][taps];
    for (int click = 0; click < 3 * down; click++) {
      float[] input = new float[3 * down];
      float[] out = new float[3 * up];
      input[click] = 1;
      new PolyphaseResampler(FROM, TO).process(input, out);
      for (int p = 0; p < out.length; p++) {
        int k = click - p * down / up + taps - 1;
        if (k >= 0 && k < taps) {
          filters[p * down % up][k] = out[p];
        }
      }
    }
    // And noise, in blocks of an odd and an even number of periods
    SplittableRandom random = new SplittableRandom(3);
    for (int periods : new int[] {30, 1, 7, 30}) {
      float[] input = new float[2 * periods * down];
      for (int i = 0; i < input.length; i++) {
        input[i] = i % 5 == 0 ? (short) random.nextInt() : (float) random.nextDouble(-3e4, 3e4);
      }

      // When
      float[] out = new float[2 * periods * up];
      PolyphaseResampler pieces = new PolyphaseResampler(FROM, TO);
      PolyphaseResampler first = pieces.forOtherChannel();
      PolyphaseResampler second = pieces.forOtherChannel();
      for (int half = 0; half < 2; half++) {
        float[] block =
            Arrays.copyOfRange(input, half * input.length / 2, (half + 1) * input.length / 2);
        float[] resampled = new float[periods * up];
        pieces.process(block, resampled);
        System.arraycopy(resampled, 0, out, half * resampled.length, resampled.length);

        // Then two channels at once give the same, twice as loud where that went in
        float[] doubled = new float[block.length];
        for (int i = 0; i < block.length; i++) {
          doubled[i] = 2 * block[i];
        }
        float[] loud = new float[resampled.length];
        float[] beside = new float[resampled.length];
        first.process(doubled, loud, second, block, beside);
        assertThat(beside).isEqualTo(resampled);
        for (int p = 0; p < loud.length; p++) {
          assertThat(loud[p]).isEqualTo(2 * resampled[p]);
        }
      }

      // And each output is what the slow way gives
      for (int p = 0; p < out.length; p++) {
        float[] sums = new float[4];
        for (int k = 0; k < taps; k++) {
          int at = p * down / up + k - taps + 1;
          sums[k % 4] += filters[p * down % up][k] * (at < 0 ? 0 : input[at]);
        }
        float slow = sums[0] + sums[1] + (sums[2] + sums[3]);
        assertThat(out[p]).as("output %d of %d periods", p, periods).isEqualTo(slow);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"48000, 48000", "24000, 48000", "8000, 48000", "22050, 48000"})
  void aConstantPassesAsItIsBetweenOtherRates(int from, int to) {
    // Given
    PolyphaseResampler other = new PolyphaseResampler(from, to);
    float[] input = new float[1_470];
    Arrays.fill(input, 1_000);
    float[] out = new float[other.outputFrames(input.length)];

    // When
    other.process(input, out);

    // Then
    for (int p = 80 * to / from; p < out.length; p++) {
      assertThat(out[p]).isCloseTo(1_000f, within(0.01f));
    }
  }

  @Test
  void aResetForgetsWhatCameBefore() {
    // Given
    float[] input = sine(3_000, BLOCK);
    float[] fresh = new float[4_800];
    float[] again = new float[4_800];
    resampler.process(input, fresh);
    resampler.process(input, again);
    assertThat(again).isNotEqualTo(fresh);

    // When
    resampler.reset();
    resampler.process(input, again);

    // Then
    assertThat(again).isEqualTo(fresh);
  }

  @Test
  void whatCannotBeResampledIsRefused() {
    assertThatThrownBy(() -> resampler.process(new float[100], new float[109]))
        .hasMessageContaining("multiple of 147");
    assertThatThrownBy(() -> resampler.process(new float[147], new float[161]))
        .hasMessageContaining("160 come out");
    PolyphaseResampler stranger = new PolyphaseResampler(FROM, TO);
    assertThatThrownBy(
            () ->
                resampler.process(
                    new float[147], new float[160], stranger, new float[147], new float[160]))
        .hasMessageContaining("same filters");
    assertThatThrownBy(() -> new PolyphaseResampler(48_000, 44_100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private float[] resample(float[] input) {
    float[] out = new float[input.length / 147 * 160];
    float[] block = new float[BLOCK];
    float[] resampled = new float[4_800];
    for (int at = 0, to = 0; at < input.length; at += BLOCK, to += 4_800) {
      System.arraycopy(input, at, block, 0, BLOCK);
      resampler.process(block, resampled);
      System.arraycopy(resampled, 0, out, to, 4_800);
    }
    return out;
  }

  private static float[] sine(double hertz, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (0.9 * Math.sin(2 * Math.PI * hertz * i / FROM));
    }
    return samples;
  }

  /** Amplitude, power ratio of signal and rest, and phase of the best sine behind the start. */
  private static double[] fit(float[] out, double hertz) {
    int from = 1_000;
    int until = from + (out.length - from) / TO * TO;
    double sin = 0;
    double cos = 0;
    for (int i = from; i < until; i++) {
      sin += out[i] * Math.sin(2 * Math.PI * hertz * i / TO);
      cos += out[i] * Math.cos(2 * Math.PI * hertz * i / TO);
    }
    // Whole seconds hold whole periods of these frequencies: the two are orthogonal.
    double a = 2 * sin / (until - from);
    double b = 2 * cos / (until - from);
    double rest = 0;
    for (int i = from; i < until; i++) {
      double model =
          a * Math.sin(2 * Math.PI * hertz * i / TO) + b * Math.cos(2 * Math.PI * hertz * i / TO);
      rest += (out[i] - model) * (out[i] - model);
    }
    double power = (a * a + b * b) / 2;
    return new double[] {Math.hypot(a, b), power / (rest / (until - from)), Math.atan2(b, a)};
  }
}
