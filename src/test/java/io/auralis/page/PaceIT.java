package io.auralis.page;

import static io.auralis.page.AudioThread.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page holds its buffer for hours, and how much it keeps. */
@QuarkusIntegrationTest
class PaceIT {

  private static final Logger LOG = Logger.getLogger(PaceIT.class);

  @TestHTTPResource("/")
  URL page;

  private AudioThread audio;

  @BeforeEach
  void open() throws IOException {
    audio = AudioThread.open(page);
  }

  @AfterEach
  void close() throws IOException {
    if (audio != null) {
      audio.close();
    }
  }

  /** An hour with a server that is 26 s a day too fast or too slow. */
  @ParameterizedTest
  @CsvSource({"48000,300,3600", "44100,-300,1200"})
  void holdsItsBufferAgainstAClockThatIsOff(int rate, int ppm, int seconds) {
    Map<String, Object> result =
        audio.run(
            """
            let [lowest, highest, trim] = [9, 0, 0];
            const buffer = listen(
              { rate: %d, ppm: %d, seconds: %d, delay: (index) => 0.02 * ((index * 7) %% 10) / 10 },
              (now, playing) => {
                if (now > 60) {
                  const report = playing.report();
                  lowest = Math.min(lowest, report.bufferedSeconds);
                  highest = Math.max(highest, report.bufferedSeconds);
                  trim = Math.max(trim, Math.abs(report.trim));
                }
              });
            return { ...buffer.report(), lowest, highest, most: trim };
            """
                .formatted(rate, ppm, seconds));
    LOG.infof("%d ppm for %d s: %s", ppm, seconds, result);
    assertThat(number(result, "underruns")).isZero();
    assertThat(number(result, "dropped")).isZero();
    assertThat(number(result, "lowest")).isGreaterThan(0.05);
    assertThat(number(result, "highest")).isLessThan(0.5);
    assertThat(number(result, "most")).as("the largest trim").isLessThanOrEqualTo(0.005);
    assertThat(number(result, "level")).isCloseTo(number(result, "target"), within(0.1));
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
