package io.auralis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.render.Performance;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AudioMeasureTest {

  private static final int RATE = 44_100;

  private static byte[] pcm(int frames, IntToDoubleFunction signal) {
    byte[] pcm = new byte[4 * frames];
    for (int frame = 0; frame < frames; frame++) {
      int sample = (int) Math.round(signal.applyAsDouble(frame) * 32_767);
      for (int channel = 0; channel < 2; channel++) {
        pcm[4 * frame + 2 * channel] = (byte) sample;
        pcm[4 * frame + 2 * channel + 1] = (byte) (sample >> 8);
      }
    }
    return pcm;
  }

  private static List<String> broken(IntToDoubleFunction signal) {
    AudioMeasure measure = new AudioMeasure();
    measure.add(pcm(20 * RATE, signal));
    return measure.results().stream()
        .filter(result -> !result.passed())
        .map(Measurement::name)
        .toList();
  }

  /** Swings between 9 dB up and down like a slow tide, around -20 LUFS. */
  private static double tide(int frame) {
    double decibels = -20.6 + 4.5 * Math.sin(2 * Math.PI * frame / (20.0 * RATE));
    return Math.pow(10, decibels / 20) * Math.sin(2 * Math.PI * 440 * frame / RATE);
  }

  @Test
  void aTideOfMusicBreaksNothing() {
    assertThat(broken(AudioMeasureTest::tide)).isEmpty();
  }

  @Test
  void everyFaultIsNamed() {
    assertThat(broken(frame -> 0.25 * tide(frame))).containsExactly("integrated loudness, LUFS");
    assertThat(broken(frame -> frame == 9_000 ? 1 : tide(frame)))
        .contains("true peak, dBTP", "largest jump between samples, of full scale");
    assertThat(broken(frame -> tide(frame) + 0.001))
        .containsExactly("direct current, of full scale");
    assertThat(broken(frame -> frame > 5 * RATE && frame < 10 * RATE ? 0 : tide(frame)))
        .contains("longest gap below -60 dBFS, s");
    assertThat(broken(frame -> 0.1 * Math.sin(2 * Math.PI * 440 * frame / RATE)))
        .containsExactly("loudness range, LU");
  }

  /** An hour's bounds that hold for minutes too; loudness and its range need the hour. */
  @Test
  void twoMinutesOfMusicAreClean() {
    // Given
    AudioMeasure measure = new AudioMeasure();

    // When
    new Performance(1, Station.DEFAULTS, 120, false).play(measure::add);

    // Then
    Map<String, Measurement> results =
        measure.results().stream().collect(Collectors.toMap(Measurement::name, each -> each));
    assertThat(results.values())
        .filteredOn(each -> !each.name().startsWith("loudness range"))
        .filteredOn(each -> !each.name().startsWith("integrated"))
        .hasSize(4)
        .allMatch(Measurement::passed);
    assertThat(Double.parseDouble(results.get("integrated loudness, LUFS").value()))
        .isBetween(-24.0, -17.0);
  }
}
