package io.auralis.audio.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterLimiterTest {

  private static final int LATE = MasterLimiter.LATENCY_FRAMES;

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 4})
  void noTruePeakIsAboveTheCeiling(double amplitude) {
    // Given noise, tones between the samples, and bursts
    float[][] noise = Signals.softNoise(20, 2 * amplitude, 5);
    float[][] tone = Signals.sine(20, 11_025.3, amplitude);
    float[][] bursts = Signals.sine(20, 997, amplitude);
    for (int frame = 0; frame < bursts[0].length; frame++) {
      boolean loud = frame / 3_001 % 2 == 1;
      bursts[0][frame] *= loud ? 1 : 0.01f;
      bursts[1][frame] *= loud ? 0.5f : 0.01f;
    }

    for (float[][] signal : new float[][][] {noise, tone, bursts}) {
      // When
      float[][] limited = limited(signal);

      // Then
      for (float[] channel : limited) {
        assertThat(Signals.truePeak(channel)).isLessThanOrEqualTo(MasterLimiter.CEILING);
      }
    }
  }

  @Test
  void whiteNoiseStaysBelowByTheStandardsMeter() {
    // Given, When
    float[][] limited = limited(Signals.noise(20, 4, 5));

    // Then
    TruePeak meter = new TruePeak();
    float[] peaks = new float[TruePeak.SPAN];
    for (float[] channel : limited) {
      for (int from = 10; from < channel.length - 500; from += TruePeak.SPAN) {
        meter.raise(channel, from, peaks);
      }
    }
    assertThat(Signals.peak(peaks, 0, peaks.length)).isBetween(0.8, (double) MasterLimiter.CEILING);
  }

  @Test
  void belowTheCeilingItOnlyDelays() {
    // Given a tone just below
    float[][] tone = Signals.sine(5, 440, MasterLimiter.THRESHOLD - 0.01);

    // When
    float[][] limited = limited(tone);

    // Then
    for (int frame = LATE; frame < tone[0].length; frame++) {
      assertThat(limited[0][frame]).isEqualTo(tone[0][frame - LATE]);
    }
    assertThat(Signals.peak(limited[0], 0, LATE)).isZero();
  }

  @Test
  void theGainMovesInSmallSteps() {
    // Given a click 12 dB too loud, in the middle of something quiet
    float[][] signal = Signals.sine(20, 440, 0.1);
    signal[0][3 * Signals.BLOCK + 1_234] = 4;
    MasterLimiter limiter = new MasterLimiter();
    float[] last = {1};
    double[] lowest = {1};

    // When
    Signals.through(
        (block, index) -> {
          limiter.process(block);
          for (float gain : limiter.gains()) {
            // Then
            assertThat(Math.abs(gain - last[0])).isLessThan(1f / 160);
            lowest[0] = Math.min(lowest[0], gain);
            last[0] = gain;
          }
        },
        signal);
    assertThat(lowest[0]).isLessThan(0.25);
    assertThat(last[0]).as("recovered").isGreaterThan(0.999f);
  }

  @Test
  void bothChannelsGetTheSameGain() {
    // Given
    float[][] signal = Signals.sine(10, 300, 2);
    for (int frame = 0; frame < signal[1].length; frame++) {
      signal[1][frame] *= 0.25f;
    }

    // When
    float[][] limited = limited(signal);

    // Then the picture stays where it was
    for (int frame = 0; frame < signal[0].length; frame++) {
      assertThat(limited[1][frame]).isEqualTo(0.25f * limited[0][frame]);
    }
  }

  private static float[][] limited(float[][] signal) {
    MasterLimiter limiter = new MasterLimiter();
    return Signals.through((block, index) -> limiter.process(block), signal);
  }

  @Test
  void audioThatIsTooQuietToBeMeasuredIsBelowTheThreshold() {
    // Given samples of the level below which nothing is measured, with the worst signs of all
    float quiet = MasterLimiter.QUIET;
    SplittableRandom random = new SplittableRandom(4);
    float[] signal = new float[TruePeak.SPAN + TruePeak.BEHIND + TruePeak.AHEAD];
    float largest = 0;
    for (int round = 0; round < 400; round++) {
      for (int i = 0; i < signal.length; i++) {
        signal[i] = random.nextBoolean() ? quiet : -quiet;
      }
      float[] peaks = new float[TruePeak.SPAN];
      new TruePeak().raise(signal, TruePeak.BEHIND, peaks);
      for (float peak : peaks) {
        largest = Math.max(largest, peak);
      }
    }

    // Then: close to the threshold, not above
    assertThat(largest).isBetween(0.99f * MasterLimiter.THRESHOLD, MasterLimiter.THRESHOLD);
    assertThat(TruePeak.reaches(signal, TruePeak.BEHIND, quiet)).isFalse();
    signal[signal.length - 1] = Math.nextUp(quiet);
    assertThat(TruePeak.reaches(signal, TruePeak.BEHIND, quiet)).isTrue();
    signal[signal.length - 1] = quiet;
    signal[0] = -Math.nextUp(quiet);
    assertThat(TruePeak.reaches(signal, TruePeak.BEHIND, quiet)).isTrue();
  }
}
