package io.auralis.audio.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TempoDelayTest {

  @ParameterizedTest
  @CsvSource({"60, 33075", "70, 28350", "120, 16538", "40, 49613", "200, 9923"})
  void anEchoComesADottedEighthLater(int bpm, int frames) {
    // Given a click
    float[][] click = Signals.click(30);

    // When
    float[][] echo = Signals.through(Signals.of(new TempoDelay(), bpm), click);

    // Then the first echo starts on the left at that frame, the second on the right
    assertThat(TempoDelay.delayFrames(bpm)).isEqualTo(frames);
    assertThat(Signals.peak(echo[0], 0, frames)).isLessThan(1e-9);
    assertThat((double) Math.abs(echo[0][frames])).isGreaterThan(0.2);
    assertThat(Signals.peak(echo[1], 0, 2 * frames)).isLessThan(1e-9);
    assertThat((double) Math.abs(echo[1][2 * frames])).isGreaterThan(0.05);
  }

  @Test
  void aNewTempoMakesNoJump() {
    // Given a tone that has filled the echo, and tempos that move from block to block
    float[][] tone = Signals.sine(60, 500, 0.5);
    TempoDelay delay = new TempoDelay();
    Signals.through(Signals.of(delay, 70), tone);
    int[] tempos = {70, 70, 72, 75, 120, 120, 60, 60, 60, 200, 40, 40};

    // When
    float[][] wet = Signals.through(Signals.of(delay, tempos), tone);

    // Then no sample is further from the line through its neighbours than in a loud tone: its
    // second difference is at most amplitude times the square of its step in phase
    double bend = 4 * Math.pow(2 * Math.PI * 500 / Signals.RATE, 2);
    int settled = Signals.BLOCK;
    for (float[] channel : wet) {
      for (int frame = settled; frame < channel.length - 2; frame++) {
        double second = channel[frame] - 2.0 * channel[frame + 1] + channel[frame + 2];
        assertThat(Math.abs(second)).as("frame %d", frame).isLessThan(bend);
      }
    }
  }

  @Test
  void minutesOfNoiseStayBounded() {
    // Given
    Signals.Effect delay = Signals.of(new TempoDelay(), 70, 71, 140);
    float[][] noise = Signals.noise(600, 1, 4);

    // When
    float[][] wet = Signals.through(delay, noise);
    wet = Signals.through(delay, noise);

    // Then
    assertThat(Signals.peak(wet[0], 0, wet[0].length)).isLessThan(2);
    assertThat(Signals.peak(wet[1], 0, wet[1].length)).isLessThan(2);
  }

  @Test
  void silenceFollows() {
    // Given
    Signals.Effect delay = Signals.of(new TempoDelay(), 70);
    Signals.through(delay, Signals.noise(30, 1, 4));

    // When
    float[][] wet = Signals.through(delay, Signals.silence(200));

    // Then
    assertThat(Signals.peak(wet[0], 190 * Signals.BLOCK, wet[0].length)).isLessThan(1e-6);
  }

  @Test
  void aTempoHasARange() {
    assertThatThrownBy(() -> TempoDelay.delayFrames(39)).hasMessageContaining("40 to 200");
    assertThatThrownBy(() -> TempoDelay.delayFrames(201)).hasMessageContaining("40 to 200");
  }
}
