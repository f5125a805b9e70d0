package io.auralis.page;

import static io.auralis.page.AudioThread.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page's jitter buffer. A click is a step between two samples that the wave itself cannot make.
 */
@QuarkusIntegrationTest
class JitterBufferIT extends OpenAudioThread {

  private static final Logger LOG = Logger.getLogger(JitterBufferIT.class);

  /** The largest step of the wave: 0.5 * 2 pi * 441 / 44100, and what trimming adds. */
  private static final double LARGEST_STEP = 0.0316;

  /** Fades bend the wave a little, and two blended waves add up. */
  private static final double LARGEST_FADED_STEP = 0.07;

  private static final double ONE_CENT = Math.pow(2, 1 / 1200.0) - 1;

  /**
   * What is left of a second of output when the tone that went in is taken away: mirrored
   * frequencies, and noise. Straight lines between samples would leave -20 dB at 15 kHz.
   */
  @ParameterizedTest
  @CsvSource({"48000,997", "44100,997", "48000,15000", "44100,15000", "96000,15000", "32000,9000"})
  void resamplesWithoutMirrors(int rate, double hertz) {
    Map<String, Object> result =
        audio.run(
            String.format(
                Locale.ROOT,
                """
            hertz = %2$s;
            const out = [];
            const buffer = listen({ rate: %1$s, seconds: 8, samples: chunk }, (now) => {
              if (now > 6) out.push(...left);
            });
            // Trimming bends longer ones.
            const part = out.slice(0, 1024);
            const radians = (2 * Math.PI * hertz * (1 + buffer.report().trim)) / %1$s;
            const project = (step) => {
              let [cc, cs, ss, xc, xs, xx] = [0, 0, 0, 0, 0, 0];
              part.forEach((x, i) => {
                const c = Math.cos(step * i);
                const s = Math.sin(step * i);
                cc += c * c; cs += c * s; ss += s * s; xc += x * c; xs += x * s; xx += x * x;
              });
              const a = (xc * ss - xs * cs) / (cc * ss - cs * cs);
              const b = (xs * cc - xc * cs) / (cc * ss - cs * cs);
              return 10 * Math.log10((xx - a * xc - b * xs) / xx);
            };
            let [low, high] = [radians * 0.9995, radians * 1.0005];
            for (let i = 0; i < 60; i++) {
              const [p, q] = [low + (high - low) / 3, high - (high - low) / 3];
              if (project(p) < project(q)) high = q; else low = p;
            }
            return { rest: project(low), ratio: (low * %1$s) / (2 * Math.PI * hertz) };
            """,
                rate,
                hertz));
    LOG.info(
        String.format(
            Locale.ROOT,
            "%.0f Hz at %d Hz: %.1f dB beside it",
            hertz,
            rate,
            number(result, "rest")));
    assertThat(number(result, "rest")).isLessThan(-60);
    assertThat(number(result, "ratio")).isCloseTo(1, within(ONE_CENT));
  }

  @Test
  void waitsForItsTargetAndSkipsWhatIsOlder() {
    Map<String, Object> result =
        audio.run(
            """
            const buffer = new JitterBuffer(RATE);
            for (let i = 0; i < 2; i++) push(buffer, i, i > 0);
            let before = peak(pull(buffer, 30));
            push(buffer, 2, true);
            before += peak(pull(buffer, 14));
            for (let i = 3; i < 9; i++) push(buffer, i, true);
            const after = peak(pull(buffer, 30));
            return { before, after, ...buffer.report() };
            """);
    assertThat(number(result, "before")).isZero();
    assertThat(number(result, "after")).isGreaterThan(0.4);
    assertThat(number(result, "bufferedSeconds")).isCloseTo(number(result, "target"), within(0.06));
    assertThat(number(result, "place") + number(result, "bufferedSeconds"))
        .as("where it reads and what waits make what came")
        .isCloseTo(0.9, within(0.001));
  }

  @Test
  void fadesOutAndInWhenItRunsDry() {
    Map<String, Object> result =
        audio.run(
            """
            const buffer = new JitterBuffer(48000);
            const out = begin(buffer);
            out.push(...pull(buffer, 260));
            const { underruns, playing } = buffer.report();
            out.push(...begin(buffer, 10));
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
        audio.run(
            """
            const buffer = new JitterBuffer(RATE);
            const out = [];
            let most = 0;
            for (let i = 0; i < 100; i++) {
              push(buffer, i, i > 0);
              if (i > 1) out.push(...pull(buffer, 17));
              most = Math.max(most, buffer.report().bufferedSeconds);
            }
            out.push(...pull(buffer, 50));
            return { most, step: largestStep(out), dropped: buffer.report().dropped };
            """);
    assertThat(number(result, "most")).isLessThanOrEqualTo(3.0);
    assertThat(number(result, "dropped")).isPositive();
    assertThat(number(result, "step")).isLessThan(LARGEST_FADED_STEP);
  }

  @Test
  void playsOverAGapWithoutAClickAndKnowsItsPlace() {
    Map<String, Object> result =
        audio.run(
            """
            const buffer = new JitterBuffer(RATE);
            const out = begin(buffer);
            out.push(...pull(buffer, 30));
            for (let i = 9; i < 13; i++) push(buffer, i, i > 9, 25);
            out.push(...pull(buffer, 150));
            return { step: largestStep(out), ...buffer.report() };
            """);
    assertThat(number(result, "step")).isLessThan(LARGEST_FADED_STEP);
    assertThat(number(result, "underruns")).isZero();
    assertThat(number(result, "place") + number(result, "bufferedSeconds"))
        .isCloseTo(1.3, within(0.001));
  }

  /**
   * The audio thread stands still, say because a laptop sleeps, and all that came comes at once.
   */
  @ParameterizedTest
  @CsvSource({"0.7", "2.5", "10"})
  void takesNoPauseForJitter(double seconds) {
    Map<String, Object> result =
        audio.run(
            String.format(
                Locale.ROOT,
                """
                const buffer = new JitterBuffer(RATE);
                let next = 0;
                const run = (seconds) => {
                  let due = 0;
                  for (let now = 0; now < seconds; now += 128 / RATE) {
                    for (; due <= now; due += 0.1) push(buffer, next, next++ > 0);
                    pull(buffer, 1);
                  }
                };
                run(70);
                const before = buffer.report();
                for (let i = 0; i < 10 * %s; i++) push(buffer, next, next++ > 0);
                run(10);
                const { target, level, playing } = buffer.report();
                return { before: before.target, after: target, level, playing };
                """,
                seconds));
    assertThat(result).containsEntry("playing", true);
    assertThat(number(result, "after")).isLessThanOrEqualTo(number(result, "before"));
    assertThat(number(result, "level")).as("it plays live").isLessThan(0.4);
  }

  @Test
  void beginsAnewWithTheTargetThatItHad() {
    Map<String, Object> result =
        audio.run(
            """
            let late = 0;
            const buffer = listen(
              { rate: RATE, seconds: 130, delay: (index) => (index % 10 === 0 ? 0.3 : 0) },
              (now, playing) => {
                if (now > 100 && !late) {
                  late = playing.report().target;
                  playing.forget();
                }
              });
            const { target, underruns } = buffer.report();
            return { late, target, underruns };
            """);
    assertThat(number(result, "late")).isGreaterThan(0.5);
    assertThat(number(result, "target")).isBetween(0.5, number(result, "late") + 0.01);
  }

  @Test
  void takesAnotherSampleRate() {
    Map<String, Object> result =
        audio.run(
            """
            const buffer = new JitterBuffer(48000);
            begin(buffer);
            pull(buffer, 260);
            for (let i = 0; i < 5; i++) {
              if (i > 2) pull(buffer, 20);
              const samples = new Float32Array(9600).fill(0.25);
              buffer.push({ samples, sourceRate: 48000, start: i / 10, contiguous: i > 0,
                fresh: i === 0 });
            }
            const out = pull(buffer, 60);
            return { last: out[out.length - 1], step: largestStep(out) };
            """);
    assertThat(number(result, "last")).isCloseTo(0.25, within(0.001));
    assertThat(number(result, "step")).isLessThan(LARGEST_STEP);
  }
}
