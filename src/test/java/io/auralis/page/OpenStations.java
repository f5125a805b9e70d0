package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * A test of what the page makes of the server's answers about stations. The test makes these up, so
 * that rare ones come when they are wanted; the music is the main station's, whichever was asked
 * for. One browser serves all tests of a class.
 */
abstract class OpenStations {

  /** A bar at 40 BPM, a buffer, and a slow machine. */
  static final Duration NEXT_BAR = Duration.ofSeconds(15);

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  static ListenerPage page;

  @TestHTTPResource("/")
  URL address;

  @BeforeEach
  void open() throws IOException {
    if (page == null) {
      page = ListenerPage.open(address);
      page.driver()
          .executeCdpCommand(
              "Page.addScriptToEvaluateOnNewDocument",
              Map.of("source", script("/page/stations.js")));
    }
    page.run("localStorage.removeItem('answers'); sessionStorage.clear()");
  }

  @AfterAll
  static void leave() throws IOException {
    if (page != null) {
      page.close();
      page = null;
    }
  }

  static void choose(String station) {
    find("channels").findElement(By.cssSelector("[data-station=" + station + "]")).click();
    await().atMost(SOON).until(() -> page.data("station"), station::equals);
  }

  static void answers(String script) {
    page.run("localStorage.setItem('answers', JSON.stringify(" + script + "))");
  }

  static List<String> marked() {
    return page.driver().findElements(By.cssSelector("#channels [aria-current=true]")).stream()
        .map(WebElement::getText)
        .toList();
  }

  static WebElement find(String id) {
    return page.driver().findElement(By.id(id));
  }

  static void screenshots(String name) throws IOException {
    page.browser().resize(390, 844);
    assertThat(page.run("return document.documentElement.scrollWidth <= window.innerWidth"))
        .as("no sideways scrolling on a phone")
        .isEqualTo(true);
    page.browser().screenshot(SCREENSHOTS.resolve("station-" + name + "-phone.png"));
    page.browser().resize(1280, 800);
    page.browser().screenshot(SCREENSHOTS.resolve("station-" + name + "-desktop.png"));
  }

  static String script(String resource) throws IOException {
    try (InputStream script = OpenStations.class.getResourceAsStream(resource)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
