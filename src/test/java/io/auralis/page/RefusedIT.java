package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that do not take this listener, and what the page says then. */
class RefusedIT {

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  /** The longest wait between two attempts, and a connection. */
  private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    "AURALIS_MAX_CLIENTS,full,The server is full",
    "AURALIS_MAX_CLIENTS_PER_ADDRESS,crowded,Too many listen from your address"
  })
  void saysThatThereIsNoPlaceAndPlaysOnceThereIs(String limit, String state, String words)
      throws IOException {
    try (Service service = Service.start(Map.of(limit, "1"))) {
      WebSocket other = listen(service);
      try (ListenerPage page = ListenerPage.open(service.page())) {
        page.click();
        await().atMost(SOON).until(page::state, state::equals);
        assertThat(page.text("state")).isEqualTo(words);
        assertThat(page.text("detail")).matches("Trying again in [45] s");
        page.browser().resize(1280, 800);
        page.browser().screenshot(SCREENSHOTS.resolve(state + "-desktop.png"));
        page.browser().resize(390, 844);
        page.browser().screenshot(SCREENSHOTS.resolve(state + "-phone.png"));

        other.abort();
        await().atMost(NEXT_ATTEMPT).until(page::state, "playing"::equals);
        assertThat(page.browser().consoleErrors()).as("errors in the console").isEmpty();
      } finally {
        other.abort();
      }
    }
  }

  /**
   * As a proxy does that knows no WebSockets, or a server that does not know the page's address.
   */
  @Test
  void saysThatItIsTurnedAwayWhereTheHandshakeIsRefused() throws IOException {
    try (Service service = Service.start(Map.of());
        ListenerPage page = ListenerPage.open(service.page())) {
      page.run(
          """
          window.WebSocket = class extends WebSocket {
            constructor(url) {
              super(String(url).replace('/ws/stream', '/api/v1/status'));
            }
          };
          """);
      page.click();
      await().atMost(NEXT_ATTEMPT).until(page::state, "refused"::equals);
      assertThat(page.text("state")).isEqualTo("The server turned this page away");
      assertThat(page.text("detail"))
          .matches("It may not be allowed to listen from here\\. Trying again in [45] s");
    }
  }

  private static WebSocket listen(Service service) throws IOException {
    URI stream = URI.create(service.page().toString().replace("http", "ws") + "ws/stream");
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(stream, new WebSocket.Listener() {})
        .join();
  }
}
