package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** A server that dies under its listeners. */
class RestartIT {

  private static final Logger LOG = Logger.getLogger(RestartIT.class);

  private static final Duration BACK = Duration.ofSeconds(5);

  @Test
  void playsAgainAfterTheServerWasKilledAndRestarted() throws IOException, InterruptedException {
    try (Service service = Service.start(Map.of());
        ListenerPage page = ListenerPage.open(service.page())) {
      page.playUntilAudible();
      page.run("window.sameVisit = true");

      service.kill();
      await().atMost(BACK).until(() -> !page.state().equals("playing"));
      service.start();
      long ready = System.nanoTime();
      await()
          .atMost(BACK)
          .until(
              () ->
                  page.state().equals("playing")
                      && Double.parseDouble(page.data("level")) > ListenerPage.AUDIBLE);
      LOG.info(
          String.format(
              Locale.ROOT,
              "Music again %d ms after the server was",
              (System.nanoTime() - ready) / 1_000_000));
      assertThat(page.run("return window.sameVisit")).isEqualTo(true);
      await().atMost(BACK).until(() -> !page.text("chord").isBlank());
      // The connection that could not be made stands in the console, and nothing else.
      assertThat(page.browser().consoleErrors())
          .allMatch(text -> text.contains("ERR_CONNECTION") || text.contains("WebSocket"));
    }
  }
}
