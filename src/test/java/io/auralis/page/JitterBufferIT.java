package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page's jitter buffer, fed with a sine wave chunk by chunk in a browser. A click is a step
 * between two samples that the wave itself cannot make.
 */
@QuarkusIntegrationTest
class JitterBufferIT {

  /** The largest step of the wave below: 0.5 * 2 pi * 441 / 44100. */
  private static final double LARGEST_STEP = 0.0315;

  /** Fades bend the wave a little, and two blended waves add up. */
  private static final double LARGEST_FADED_STEP = 0.07;

  private static final String TOOLS =
      """
      const done = arguments[arguments.length - 1];
      const RATE = 44100;
      const CHUNK = 4410;
      const wave = (frame) => 0.5 * Math.sin((2 * Math.PI * 441 * frame) / RATE);
      const chunk = (index, shift = 0) => {
        const samples = new Float32Array(2 * CHUNK);
        for (let i = 0; i < CHUNK; i++) {
          samples[2 * i] = wave(index * CHUNK + i + shift);
          samples[2 * i + 1] = -samples[2 * i];
        }
        return samples;
      };
      const pull = (buffer, blocks) => {
        const out = [];
        const left = new Float32Array(128);
        const right = new Float32Array(128);
        for (let block = 0; block < blocks; block++) {
          buffer.pull(left, right);
          out.push(...left);
        }
        return out;
      };
      const largestStep = (out) =>
        out.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (out[i - 1] ?? 0))), 0);
      const peak = (out) => out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      """;

  private static Browser browser;

  @TestHTTPResource("/")
  URL page;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
  }

  @BeforeEach
  void open() {
    browser.driver().get(page.toString());
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void resamplesAcrossChunkBordersWithoutAClick() {
    Map<String, Object> result =
        run(
            """
            const buffer = new JitterBuffer(48000);
            for (let i = 0; i < 10; i++) buffer.push(chunk(i), RATE, i > 0);
            const out = pull(buffer, 300);
            // After the fade-in, each sample lies where the wave is at its time.
            let error = 0;
            for (let i = 2000; i < out.length; i++) {
              error = Math.max(error, Math.abs(out[i] - wave((i * RATE) / 48000)));
            }
            return { error, step: largestStep(out), ...buffer.report() };
            """);
    assertThat(number(result, "error")).isLessThan(0.001);
    assertThat(number(result, "step")).isLessThan(LARGEST_STEP);
    assertThat(number(result, "underruns")).isZero();
  }

  @Test
  void waitsForThreeHundredMilliseconds() {
    Map<String, Object> result =
        run(
            """
            const buffer = new JitterBuffer(RATE);
            buffer.push(chunk(0), RATE, false);
            buffer.push(chunk(1), RATE, true);
            const before = peak(pull(buffer, 10));
            buffer.push(chunk(2), RATE, true);
            return { before, after: peak(pull(buffer, 10)) };
            """);
    assertThat(number(result, "before")).isZero();
    assertThat(number(result, "after")).isGreaterThan(0.4);
  }

  @Test
  void fadesOutAndInWhenItRunsDry() {
    Map<String, Object> result =
        run(
            """
            const buffer = new JitterBuffer(48000);
            for (let i = 0; i < 3; i++) buffer.push(chunk(i), RATE, i > 0);
            const out = pull(buffer, 200);
            const { underruns, playing } = buffer.report();
            for (let i = 10; i < 14; i++) buffer.push(chunk(i, 7), RATE, i > 10);
            out.push(...pull(buffer, 100));
            return { underruns, playing, step: largestStep(out), again: buffer.report().playing };
            """);
    assertThat(number(result, "underruns")).isEqualTo(1);
    assertThat(result).containsEntry("playing", false).containsEntry("again", true);
    assertThat(number(result, "step")).isLessThan(LARGEST_FADED_STEP);
  }

  @Test
  void keepsThreeSecondsAndDropsTheOldest() {
    Map<String, Object> result =
        run(
            """
            const buffer = new JitterBuffer(RATE);
            const out = [];
            let most = 0;
            for (let i = 0; i < 100; i++) {
              buffer.push(chunk(i, 13 * i), RATE, i > 0);
              most = Math.max(most, buffer.report().bufferedSeconds);
            }
            const plain = new JitterBuffer(RATE);
            for (let i = 0; i < 35; i++) {
              plain.push(chunk(i), RATE, i > 0);
              if (i > 3) out.push(...pull(plain, 3));
            }
            out.push(...pull(plain, 50));
            return { most, step: largestStep(out), dropped: plain.report().dropped };
            """);
    assertThat(number(result, "most")).isLessThanOrEqualTo(3.0);
    assertThat(number(result, "dropped")).isPositive();
    assertThat(number(result, "step")).isLessThan(LARGEST_FADED_STEP);
  }

  @Test
  void playsOverAGapWithoutAClick() {
    Map<String, Object> result =
        run(
            """
            const buffer = new JitterBuffer(RATE);
            for (let i = 0; i < 4; i++) buffer.push(chunk(i), RATE, i > 0);
            for (let i = 9; i < 13; i++) buffer.push(chunk(i, 25), RATE, i > 9);
            const out = pull(buffer, 250);
            return { step: largestStep(out), ...buffer.report() };
            """);
    assertThat(number(result, "step")).isLessThan(LARGEST_FADED_STEP);
    assertThat(number(result, "underruns")).isZero();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> run(String script) {
    return (Map<String, Object>)
        browser
            .driver()
            .executeAsyncScript(
                TOOLS
                    + "import('/jitter-buffer.js').then(({ JitterBuffer }) => {"
                    + script
                    + "}).then(done, (failure) => done({ failure: String(failure) }));");
  }

  private static double number(Map<String, Object> result, String name) {
    assertThat(result).containsKey(name);
    return ((Number) result.get(name)).doubleValue();
  }
}
