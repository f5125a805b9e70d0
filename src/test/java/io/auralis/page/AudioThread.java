package io.auralis.page;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;

/**
 * The code of the page's audio thread in a browser, fed with sine waves on a simulated clock,
 * faster than real time.
 */
final class AudioThread implements AutoCloseable {

  private static final Duration LONGEST_SCRIPT = Duration.ofMinutes(4);

  /** What scripts may use: push, pull, listen and what measures samples. */
  private static final String TOOLS =
      """
      const RATE = 44100;
      const CHUNK = 4410;
      let hertz = 441;
      const wave = (frame) => 0.5 * Math.sin((2 * Math.PI * hertz * frame) / RATE);
      const chunk = (index, shift = 0) => {
        const samples = new Float32Array(2 * CHUNK);
        for (let i = 0; i < CHUNK; i++) {
          samples[2 * i] = wave(index * CHUNK + i + shift);
          samples[2 * i + 1] = -samples[2 * i];
        }
        return samples;
      };
      const push = (buffer, index, contiguous, shift = 0) =>
        buffer.push({ samples: chunk(index, shift), sourceRate: RATE, start: index / 10,
          contiguous, fresh: index === 0 });
      const left = new Float32Array(128);
      const right = new Float32Array(128);
      const pull = (buffer, blocks) => {
        const out = [];
        for (let block = 0; block < blocks; block++) {
          buffer.pull(left, right);
          out.push(...left);
        }
        return out;
      };
      // Two chunks in a heap and two in time: it begins.
      const begin = (buffer, from = 0) => {
        push(buffer, from, false, from);
        push(buffer, from + 1, true, from);
        const out = pull(buffer, 16);
        push(buffer, from + 2, true, from);
        out.push(...pull(buffer, 16));
        push(buffer, from + 3, true, from);
        return out;
      };
      const largestStep = (out) =>
        out.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (out[i - 1] ?? 0))), 0);
      const peak = (out) => out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      // A server whose clock is off, and a network that delays: four chunks at once, then one each
      // 100 ms of its own. Calls back after each block, with what came out of it.
      const listen = ({ rate, seconds, ppm = 0, delay = () => 0, samples = null }, heard) => {
        const buffer = new JitterBuffer(rate);
        const silent = chunk(0);
        let next = 0;
        let arrives = 0;
        for (let now = 0; now < seconds; now += 128 / rate) {
          while (arrives <= now) {
            buffer.push({ samples: samples?.(next) ?? silent, sourceRate: RATE, start: next / 10,
              contiguous: next > 0, fresh: next === 0 });
            next++;
            const due = (next - 3) * 0.1 * (1 + ppm * 1e-6);
            arrives = next < 4 ? 0 : Math.max(arrives, due + delay(next));
          }
          buffer.pull(left, right);
          heard?.(now, buffer);
        }
        return buffer;
      };
      """;

  private final Browser browser;

  private AudioThread(Browser browser) {
    this.browser = browser;
  }

  /** Opens the page, or has the test skipped if there is no browser. */
  static AudioThread open(URL page) throws IOException {
    Browser browser = Browser.start();
    browser.driver().manage().timeouts().scriptTimeout(LONGEST_SCRIPT);
    browser.driver().get(page.toString());
    return new AudioThread(browser);
  }

  /** Runs a script that returns an object. */
  @SuppressWarnings("unchecked")
  Map<String, Object> run(String script) {
    Map<String, Object> result =
        (Map<String, Object>)
            browser
                .driver()
                .executeAsyncScript(
                    "const done = arguments[arguments.length - 1];"
                        + "import('/audio/jitter-buffer.js').then(({ JitterBuffer }) => {"
                        + TOOLS
                        + script
                        + "}).then(done, (failure) => done({ failure: String(failure) }));");
    if (result.containsKey("failure")) {
      throw new AssertionError(result.get("failure"));
    }
    return result;
  }

  static double number(Map<String, Object> result, String name) {
    return ((Number) result.get(name)).doubleValue();
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
