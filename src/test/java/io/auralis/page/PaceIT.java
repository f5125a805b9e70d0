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

/** How the page holds its buffer for hours, and how much it keeps. */
@QuarkusIntegrationTest
class PaceIT extends OpenAudioThread {

  private static final Logger LOG = Logger.getLogger(PaceIT.class);

  /**
   * With a server that is 26 s a day too fast or too slow: an hour behind a network that delays by
   * a normal 30 ms, with a heap of chunks after each stall of 150 ms; or a third of that behind one
   * that delays by 0 to 20 ms, again and again in the same way.
   */
  @ParameterizedTest
  @CsvSource({"48000,300,CALM", "44100,-300,CALM", "44100,300,ROUGH", "48000,-300,ROUGH"})
  void holdsItsBufferAgainstAClockThatIsOff(int rate, int ppm, Network network) {
    long begin = System.nanoTime();
    Map<String, Object> result =
        audio.run(
            String.format(
                Locale.ROOT,
                """
            let [lowest, highest, trim] = [9, 0, 0];
            let seed = 1;
            const random = () => (seed = (seed * 48271) %% 2147483647) / 2147483647;
            const normal = () =>
              Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
            const delay = %s;
            const buffer = listen({ rate: %d, ppm: %d, seconds: %d, delay }, (now, playing) => {
              if (now > 60) {
                const report = playing.report();
                lowest = Math.min(lowest, report.bufferedSeconds);
                highest = Math.max(highest, report.bufferedSeconds);
                trim = Math.max(trim, Math.abs(report.trim));
              }
            });
            return { ...buffer.report(), lowest, highest, most: trim };
            """,
                network.delay,
                rate,
                ppm,
                network.seconds));
    LOG.info(
        String.format(
            Locale.ROOT,
            "%d ppm at %d Hz, %s, in %d ms: %s",
            ppm,
            rate,
            network,
            (System.nanoTime() - begin) / 1_000_000,
            result));
    assertThat(number(result, "underruns")).isZero();
    assertThat(number(result, "dropped")).isZero();
    assertThat(number(result, "lowest")).isGreaterThan(0.03);
    assertThat(number(result, "highest")).isLessThan(network.mostBuffered);
    assertThat(number(result, "most")).as("the largest trim").isLessThanOrEqualTo(0.005);
    assertThat(number(result, "level")).isCloseTo(number(result, "target"), within(0.1));
  }

  /** What chunks go through, by number, in seconds. */
  private enum Network {
    CALM("(index) => 0.02 * ((index * 7) % 10) / 10", 1_200, 0.5),
    ROUGH("(index) => Math.abs(0.03 * normal()) + (index % 197 === 0 ? 0.15 : 0)", 3_600, 1.0);

    private final String delay;
    private final int seconds;
    private final double mostBuffered;

    Network(String delay, int seconds, double mostBuffered) {
      this.delay = delay;
      this.seconds = seconds;
      this.mostBuffered = mostBuffered;
    }
  }

  @Test
  void aimsAtWhatTheNetworkNeeds() {
    Map<String, Object> result =
        audio.run(
            """
            const calm = listen({ rate: RATE, seconds: 300 }).report();
            // Each tenth chunk is 600 ms late, and those behind it wait for it.
            const rough = listen(
              { rate: RATE, seconds: 300, delay: (index) => (index % 10 === 0 ? 0.6 : 0) }).report();
            return { calm: calm.target, rough: rough.target, calmUnderruns: calm.underruns,
              roughUnderruns: rough.underruns };
            """);
    assertThat(number(result, "calm")).isBetween(0.15, 0.2);
    assertThat(number(result, "calmUnderruns")).isZero();
    assertThat(number(result, "rough")).isBetween(0.7, 2.0);
    assertThat(number(result, "roughUnderruns")).as("until it knows").isLessThanOrEqualTo(2);
  }
}
