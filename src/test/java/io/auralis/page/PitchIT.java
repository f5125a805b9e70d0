package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a known tone through the page's player to the sound card, in real time. */
@Tag("alone")
@QuarkusIntegrationTest
class PitchIT {

  private static final Logger LOG = Logger.getLogger(PitchIT.class);

  /** Not a divisor of any rate. */
  private static final double TONE_HERTZ = 997;

  private static final String LISTEN =
      """
      const [rate, hertz, done] = arguments;
      window.AudioContext = class extends AudioContext {
        constructor(options) { super({ ...options, sampleRate: rate }); }
      };
      const CHUNK = 4410;
      const tone = (index) => {
        const samples = new Float32Array(2 * CHUNK);
        for (let i = 0; i < CHUNK; i++) {
          const frame = index * CHUNK + i;
          samples[2 * i] = 0.5 * Math.sin(2 * Math.PI * ((hertz * frame / 44100) % 1));
          samples[2 * i + 1] = samples[2 * i];
        }
        return samples;
      };
      // Hann's window and the phase between two moments give the frequency to a thousandth of a cent.
      const phase = (samples, from, length) => {
        let [a, b] = [0, 0];
        for (let i = 0; i < length; i++) {
          const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
          a += weight * samples[from + i] * Math.cos((2 * Math.PI * hertz * (from + i)) / rate);
          b += weight * samples[from + i] * Math.sin((2 * Math.PI * hertz * (from + i)) / rate);
        }
        return Math.atan2(-b, a);
      };
      import('/audio/player.js').then(async ({ Player }) => {
        let sound = null;
        const nothing = () => {};
        const player = new Player(1, {
          onReport: (state) => { sound = state; },
          onTimeline: nothing, onHalt: nothing, onDevice: nothing,
        });
        const context = player.signal.context;
        const tap = new AnalyserNode(context, { fftSize: 32768 });
        player.signal.connect(tap);
        await player.open();
        const begin = Date.now();
        let index = 0;
        const feed = setInterval(() => {
          while (index <= 3 + (Date.now() - begin) / 100) {
            player.push({ index, millis: begin + 100 * index, sampleRate: 44100,
              samples: tone(index), fresh: index === 0 });
            index++;
          }
        }, 20);
        const cents = [];
        const watch = setInterval(() => {
          if (!sound?.playing || context.currentTime < 3) return;
          const samples = new Float32Array(32768);
          tap.getFloatTimeDomainData(samples);
          const [length, apart] = [8192, 16384];
          let turn = phase(samples, apart, length) - phase(samples, 0, length);
          turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
          const heard = hertz + (turn * rate) / (2 * Math.PI * apart);
          cents.push(1200 * Math.log2(heard / hertz));
          if (cents.length === 10) {
            clearInterval(feed);
            clearInterval(watch);
            player.close();
            done([context.sampleRate, ...cents]);
          }
        }, 300);
      }).catch((failure) => done([String(failure)]));
      """;

  @TestHTTPResource("/")
  URL address;

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100})
  void isRightWithinACent(int rate) throws IOException {
    try (ListenerPage page = ListenerPage.open(address)) {
      page.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
      List<?> result = (List<?>) page.driver().executeAsyncScript(LISTEN, rate, TONE_HERTZ);
      assertThat(result).hasSize(11).first().isEqualTo((long) rate);
      double[] cents =
          result.stream()
              .skip(1)
              .mapToDouble(value -> ((Number) value).doubleValue())
              .sorted()
              .toArray();
      LOG.info(
          String.format(Locale.ROOT, "%d Hz: off by %.3f to %.3f cents", rate, cents[0], cents[9]));
      // The median: a machine that is busy elsewhere may have let one of ten run dry.
      assertThat(cents[5]).isCloseTo(0, within(1.0));
    }
  }
}
