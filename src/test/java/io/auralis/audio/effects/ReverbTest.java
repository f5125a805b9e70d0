package io.auralis.audio.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReverbTest {

  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 8})
  void aTailIs60DecibelsDownAfterItsDecayTime(double seconds) {
    // Given the response to a click
    float[][] response = response(seconds, (int) (seconds * 13));

    // When its energy in the octave around 1 kHz is integrated backwards
    double left = Signals.decaySeconds(Signals.octave(response[0], 1_000));
    double right = Signals.decaySeconds(Signals.octave(response[1], 1_000));

    // Then it falls as set
    assertThat(left).isCloseTo(seconds, within(0.15 * seconds));
    assertThat(right).isCloseTo(seconds, within(0.15 * seconds));
    assertThat(Signals.decaySeconds(response[0])).isBetween(0.45 * seconds, 1.15 * seconds);
  }

  @Test
  void highsDecayFasterThanTheMiddle() {
    // Given, When
    float[] response = response(5, 60)[0];

    // Then
    assertThat(Signals.decaySeconds(Signals.octave(response, 8_000))).isBetween(0.8, 2.8);
    assertThat(Signals.decaySeconds(Signals.octave(response, 250))).isBetween(4.2, 5.8);
  }

  @Test
  void echoesBecomeNoise() {
    // Given
    float[][] response = response(5, 60);

    for (float[] channel : response) {
      for (int frame = Signals.RATE / 2; frame < 4 * Signals.RATE; frame += Signals.RATE / 10) {
        // When a window of 100 ms is compared with a normal distribution
        double kurtosis = kurtosis(channel, frame, Signals.RATE / 10);

        // Then it has as few outliers
        assertThat(kurtosis).as("kurtosis at frame %d", frame).isBetween(2.3, 4.2);
      }
    }
  }

  @Test
  void noModeRings() {
    // Given the second and third second of a tail
    float[] response = response(5, 60)[0];
    int size = 65_536;

    // When its spectrum is compared with its own average over a third of an octave
    double[] power = Signals.power(response, Signals.RATE, size);
    double highest = 0;
    for (int bin = (int) (100.0 * size / Signals.RATE);
        bin < 5_000.0 * size / Signals.RATE;
        bin++) {
      int from = (int) (bin / 1.12);
      int to = (int) (bin * 1.12);
      double mean = 0;
      for (int near = from; near <= to; near++) {
        mean += power[near] / (to - from + 1);
      }
      highest = Math.max(highest, power[bin] / mean);
    }

    // Then none stands out much more than chance makes it: 7,000 bins of noise reach 9 to 12 dB, a
    // resonance that outlives the others 20 and more
    assertThat(10 * Math.log10(highest)).isLessThan(15);
  }

  @Test
  void theSpectrumOfATailIsSmooth() {
    // Given
    float[] response = response(5, 60)[0];

    // When tails are averaged over time and over bands of 60 Hz
    int size = 8_192;
    double[] power = new double[size / 2];
    for (int from = Signals.RATE; from < 4 * Signals.RATE; from += size / 2) {
      double[] part = Signals.power(response, from, size);
      for (int bin = 0; bin < power.length; bin++) {
        power[bin] += part[bin] / Math.pow(10, -6.0 * from / Signals.RATE / 5);
      }
    }
    int width = 11;
    double crest = 0;
    for (int bin = 40; bin < 370; bin += width) {
      double band = 0;
      double around = 0;
      for (int near = bin - 2 * width; near < bin + 3 * width; near++) {
        around += power[near] / (5 * width);
        band += near >= bin && near < bin + width ? power[near] / width : 0;
      }
      crest = Math.max(crest, band / around);
    }

    // Then none is far above its neighbours
    assertThat(10 * Math.log10(crest)).isLessThan(3);
  }

  @Test
  void leftAndRightAreDifferentRooms() {
    // Given one sound in the middle
    float[][] response = response(5, 30);

    // When
    double both = 0;
    for (int frame = 0; frame < response[0].length; frame++) {
      both += (double) response[0][frame] * response[1][frame];
    }
    double left = Signals.rms(response[0], 0, response[0].length);
    double right = Signals.rms(response[1], 0, response[1].length);

    // Then
    assertThat(both / response[0].length / left / right).isBetween(-0.15, 0.15);
    assertThat(20 * Math.log10(left / right)).isBetween(-1.5, 1.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 8})
  void minutesOfNoiseStayAsLoudAsTheyCameIn(double seconds) {
    // Given
    Signals.Effect reverb = Signals.of(new Reverb(seconds));
    float[][] noise = Signals.noise(100, 1, 3);

    // When
    float[][] wet = noise;
    for (int round = 0; round < 18; round++) {
      wet = Signals.through(reverb, noise);
    }

    // Then after three minutes
    double level = middle(wet[0]) / middle(noise[0]);
    assertThat(20 * Math.log10(level)).isBetween(-2.0, 2.0);
    assertThat(Signals.peak(wet[1], 0, wet[1].length)).isLessThan(6);
  }

  @Test
  void silenceFollows() {
    // Given a reverb full of sound
    Signals.Effect reverb = Signals.of(new Reverb(3));
    Signals.through(reverb, Signals.noise(30, 1, 3));

    // When nothing follows for three decay times and more
    float[][] wet = Signals.through(reverb, Signals.silence(120));

    // Then
    assertThat(Signals.peak(wet[0], 100 * Signals.BLOCK, wet[0].length)).isLessThan(1e-6);
    assertThat(Signals.peak(wet[1], 100 * Signals.BLOCK, wet[1].length)).isLessThan(1e-6);
  }

  @Test
  void aDecayTimeHasARange() {
    assertThatThrownBy(() -> new Reverb(2.9)).hasMessageContaining("3.0 to 8.0");
    assertThatThrownBy(() -> new Reverb(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  private static float[][] response(double seconds, int blocks) {
    return Signals.through(Signals.of(new Reverb(seconds)), Signals.click(blocks));
  }

  private static double middle(float[] signal) {
    return Signals.rms(Signals.octave(signal, 500), Signals.RATE, signal.length);
  }

  private static double kurtosis(float[] signal, int from, int frames) {
    double second = 0;
    double fourth = 0;
    for (int frame = from; frame < from + frames; frame++) {
      double square = (double) signal[frame] * signal[frame];
      second += square / frames;
      fourth += square * square / frames;
    }
    return fourth / (second * second);
  }
}
