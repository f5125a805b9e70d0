package io.auralis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak's verdict about figures that are level, and about each kind of leak. */
class SoakVerdictTest {

  private static final int SECONDS = 1_800;
  private static final int WARMUP = 450;
  private static final DoubleUnaryOperator LEVEL = second -> 0;

  private static List<SoakSample> soak(
      DoubleUnaryOperator memory,
      DoubleUnaryOperator files,
      DoubleUnaryOperator threads,
      double nativeMb) {
    List<SoakSample> samples = new ArrayList<>();
    for (int second = 0; second <= SECONDS; second += 10) {
      double noise = second % 40 / 10.0 - 1.5;
      samples.add(
          new SoakSample(
              second,
              240 + noise + memory.applyAsDouble(second),
              60,
              nativeMb + memory.applyAsDouble(second),
              20,
              45 + (second % 30 == 0 ? 1 : 0) + files.applyAsDouble(second),
              31 + threads.applyAsDouble(second),
              200,
              200,
              0,
              0));
    }
    return samples;
  }

  private static List<String> rising(List<SoakSample> samples) {
    return SoakVerdict.of(samples, WARMUP).figures().stream()
        .filter(figure -> !figure.flat())
        .map(SoakVerdict.Figure::name)
        .toList();
  }

  @Test
  void noiseIsFlat() {
    SoakVerdict verdict = SoakVerdict.of(soak(LEVEL, LEVEL, LEVEL, 100), WARMUP);

    assertThat(verdict.flat()).isTrue();
    assertThat(verdict.figures()).hasSize(5);
  }

  @Test
  void whatRisesInTheWarmUpOnlyIsFlat() {
    assertThat(rising(soak(s -> Math.min(s, WARMUP) / 4, LEVEL, s -> s < 300 ? 0 : 9, 100)))
        .isEmpty();
  }

  @Test
  void memoryThatGrowsByTenMegabytesInHalfAnHourRises() {
    // From the middle of the first third to that of the last: half of the time and 15 MB.
    assertThat(rising(soak(s -> s / 60, LEVEL, LEVEL, 100)))
        .containsExactly("resident memory, MB", "native memory of the JVM, MB");
  }

  @Test
  void aFileThatIsLeftOpenEachFewMinutesRises() {
    assertThat(rising(soak(LEVEL, s -> Math.floor(s / 200), LEVEL, 100)))
        .containsExactly("open files beside sessions");
  }

  @Test
  void threadsThatStayRise() {
    assertThat(rising(soak(LEVEL, LEVEL, s -> Math.floor(s / 300), 100)))
        .containsExactly("threads");
  }

  @Test
  void whatFallsIsFlat() {
    assertThat(rising(soak(s -> -s / 60, s -> -s / 300, s -> -s / 600, 100))).isEmpty();
  }

  @Test
  void nativeMemoryThatIsNotKnownIsLeftOut() {
    assertThat(SoakVerdict.of(soak(LEVEL, LEVEL, LEVEL, Double.NaN), WARMUP).figures()).hasSize(4);
  }

  @Test
  void tooFewSamplesAreNoVerdict() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoakVerdict.of(soak(LEVEL, LEVEL, LEVEL, 1).subList(0, 48), WARMUP))
        .withMessageContaining("too few");
  }

  @Test
  void theReportSaysWhatRisesWhatIsLeftAndWhetherTheCrowdWasThere() {
    List<SoakSample> level = soak(LEVEL, LEVEL, LEVEL, 100);
    SoakSample gone = empty(0);

    assertThat(report("--listeners=200", level, gone).passed()).isTrue();
    assertThat(report("--listeners=200", level, gone).markdown())
        .contains("| resident memory, MB | 239.5 | 239.5 | 0.0 |", "| flat |", "Nothing is left.")
        .doesNotContain("**");
    SoakReport leaking = report("--listeners=200", soak(s -> s / 60, LEVEL, LEVEL, 100), gone);
    assertThat(leaking.passed()).isFalse();
    assertThat(leaking.markdown()).contains("**rises**");
    SoakReport left = report("--listeners=200", level, empty(1));
    assertThat(left.passed()).isFalse();
    assertThat(left.markdown()).contains("1 sessions", "**Something is left.**");
    SoakReport lonely = report("--listeners=300", level, gone);
    assertThat(lonely.passed()).isFalse();
    assertThat(lonely.markdown()).contains("**Too few");
    assertThat(leaking.csv().lines()).hasSize(level.size() + 1);
  }

  private static SoakSample empty(double sessions) {
    return new SoakSample(1_801, 240, 60, 100, 20, 45, 31, sessions, sessions, 0, 0);
  }

  private static SoakReport report(String option, List<SoakSample> samples, SoakSample after) {
    SoakOptions options = SoakOptions.parse(new String[] {option});
    SoakVerdict verdict = SoakVerdict.of(samples, options.warmup());
    return new SoakReport(options, samples, verdict, empty(0), after, new Crowd(), 12_000);
  }

  @Test
  void aPictureIsDrawnAlsoWhereNativeMemoryIsNotKnown(@TempDir Path directory) throws IOException {
    Path picture = directory.resolve("soak.png");

    SoakPainter.paint(soak(LEVEL, LEVEL, LEVEL, Double.NaN), WARMUP, picture.toFile());

    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1_200);
  }

  @Test
  void optionsAreCheckedAndHaveDefaults() {
    SoakOptions options = SoakOptions.parse(new String[0]);
    assertThat(options.load().listeners()).isEqualTo(200);
    assertThat(options.load().seconds()).isEqualTo(1_800);
    assertThat(options.warmup()).isEqualTo(450);
    assertThat(options.in("pcm").format()).isEqualTo("pcm");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoakOptions.parse(new String[] {"--stay=0"}))
        .withMessageContaining("--stay=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoakOptions.parse(new String[] {"--format=pcm"}))
        .withMessageContaining("not an option of a soak");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoakOptions.parse(new String[] {"--seconds=60"}))
        .withMessageContaining("samples are needed");
  }

  @Test
  void aSampleIsReadFromTheServersMetrics() {
    Map<String, Double> values = new TreeMap<>();
    values.put("process_resident_memory_bytes", 250e6);
    values.put("jvm_memory_used_bytes{area=\"heap\",id=\"Eden Space\"}", 10e6);
    values.put("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"}", 20e6);
    values.put("jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"}", 60e6);
    values.put("process_files_open_files", 245.0);
    values.put("auralis_sessions", 200.0);
    values.put("auralis_chunks_dropped_total{format=\"json\",reason=\"slow\"}", 2.0);
    values.put("auralis_chunks_dropped_total{format=\"pcm\",reason=\"late\"}", 3.0);

    SoakSample sample = SoakSample.of(7, new ServerMetrics(0, values), 90);

    assertThat(sample.residentMb()).isEqualTo(250);
    assertThat(sample.heapMb()).isEqualTo(30);
    assertThat(sample.files()).isEqualTo(45);
    assertThat(sample.dropped()).isEqualTo(5);
    assertThat(sample.nativeMb()).isEqualTo(90);
  }
}
