package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** A listener's visit: the page of the packaged service in a real browser. */
@QuarkusIntegrationTest
class PageIT {

  private static final Logger LOG = Logger.getLogger(PageIT.class);

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  /** Anything above is music, anything below could be a rounding error. */
  private static final double AUDIBLE = 0.003;

  private static final Duration FIRST_SOUND = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URL page;

  private Browser browser;
  private ChromeDriver driver;

  @BeforeEach
  void open() throws IOException {
    browser = Browser.start();
    driver = browser.driver();
    visit();
  }

  @AfterEach
  void leave() throws IOException {
    if (browser == null) {
      return;
    }
    try (Browser closing = browser) {
      assertThat(closing.consoleErrors()).as("errors in the console").isEmpty();
    }
  }

  @Test
  void soundsWithinTwoSecondsOfTheClick() {
    driver.executeScript(
        """
        const root = document.documentElement;
        const audible = arguments[0];
        toggle.addEventListener('click', () => { window.clickedAt = performance.now(); });
        new MutationObserver(() => {
          if (root.dataset.state === 'playing' && root.dataset.level > audible) {
            window.soundedAt ??= performance.now();
          }
        }).observe(root, { attributes: true });
        """,
        AUDIBLE);
    click();
    await()
        .atMost(SOON)
        .until(() -> (Boolean) driver.executeScript("return window.soundedAt !== undefined"));
    double millis =
        ((Number) driver.executeScript("return window.soundedAt - window.clickedAt")).doubleValue();
    LOG.infof("First sound %.0f ms after the click", millis);
    assertThat(millis).isLessThan(FIRST_SOUND.toMillis());
    assertThat(driver.findElement(By.id("now-playing")).getText()).isNotBlank();
  }

  @Test
  void asksNoOtherOrigin() throws IOException {
    playUntilAudible();

    List<URI> requested = new ArrayList<>();
    for (String event : browser.networkEvents()) {
      JsonNode message = JSON.readTree(event).path("message");
      String url =
          switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" -> message.at("/params/request/url").asText();
            case "Network.webSocketCreated" -> message.at("/params/url").asText();
            default -> "";
          };
      // The browser's own first page is made of chrome: addresses.
      if (url.startsWith("http") || url.startsWith("ws")) {
        requested.add(URI.create(url));
      }
    }
    assertThat(requested)
        .extracting(URI::getPath)
        .contains("/", "/app.js", "/styles.css", "/ws/stream", "/api/v1/control");
    assertThat(requested).extracting(URI::getAuthority).containsOnly(page.getAuthority());
  }

  @Test
  void controlsShowWhatTheServerSays() {
    JsonPath control = RestAssured.get("/api/v1/control").jsonPath();

    assertThat(new Select(driver.findElement(By.id("key"))).getOptions())
        .extracting(WebElement::getText)
        .isEqualTo(control.getList("key.allowed"));
    assertThat(value("key")).isEqualTo(control.getString("key.value"));
    for (String name : List.of("bpm", "intensity")) {
      assertThat(Double.parseDouble(value(name))).isEqualTo(control.getDouble(name + ".value"));
      for (String limit : List.of("min", "max")) {
        assertThat(Double.parseDouble(driver.findElement(By.id(name)).getDomAttribute(limit)))
            .isEqualTo(control.getDouble(name + "." + limit));
      }
    }
  }

  @Test
  void controlsOfOneListenerMoveThoseOfAnother() {
    playUntilAudible();
    String first = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.WINDOW);
    visit();
    playUntilAudible();
    String second = driver.getWindowHandle();
    String key = value("key").equals("C minor") ? "D minor" : "C minor";

    driver.switchTo().window(first);
    new Select(driver.findElement(By.id("key"))).selectByValue(key);
    driver.findElement(By.id("bpm")).sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
    assertThat(driver.findElement(By.cssSelector("output[for=bpm]")).getText()).isEqualTo("41 BPM");

    driver.switchTo().window(second);
    await().atMost(SOON).until(() -> value("key"), key::equals);
    await().atMost(SOON).until(() -> value("bpm"), "41"::equals);
    await()
        .atMost(SOON)
        .until(() -> driver.findElement(By.id("coming")).getText(), text -> text.contains(key));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> driver.findElement(By.id("now-playing")).getText(), (key + " · 41 BPM")::equals);
  }

  @Test
  void controlsWorkWhileNothingPlays() {
    String key = value("key").equals("E major") ? "F major" : "E major";
    new Select(driver.findElement(By.id("key"))).selectByValue(key);
    await()
        .atMost(SOON)
        .until(() -> RestAssured.get("/api/v1/control").jsonPath().get("key.value"), key::equals);
  }

  @Test
  void playsOnWithoutAnUnderrun() {
    playUntilAudible();
    long first = count("lastChunk");
    await().atMost(Duration.ofSeconds(12)).until(() -> count("lastChunk") >= first + 100);
    assertThat(count("underruns")).isZero();
    assertThat(count("dropped")).isZero();
    assertThat(state()).isEqualTo("playing");
  }

  @Test
  void stops() {
    playUntilAudible();
    click();
    assertThat(state()).isEqualTo("stopped");
    long last = count("lastChunk");
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> count("lastChunk") == last);

    playUntilAudible();
  }

  @Test
  void playsOnAfterALostConnection() {
    keepSockets();
    playUntilAudible();
    long last = count("lastChunk");
    driver.executeScript("sockets[0].close()");
    await().atMost(SOON).until(() -> driver.executeScript("return sockets.length").equals(2L));
    await().atMost(SOON).until(() -> state().equals("playing") && count("lastChunk") > last);
  }

  @Test
  void saysThatTheServerIsFull() {
    keepSockets();
    playUntilAudible();
    driver.executeScript("sockets[0].dispatchEvent(new CloseEvent('close', { code: 1013 }))");
    assertThat(state()).isEqualTo("full");
    assertThat(driver.findElement(By.id("state")).getText()).isEqualTo("The server is full");
    assertThat(driver.findElement(By.id("detail")).getText()).isEqualTo("trying again in 5 s");
  }

  @Test
  void showsErrorsInPlainWords() {
    keepSockets();
    playUntilAudible();
    driver.executeScript("sockets[0].send(JSON.stringify({ type: 'control', bpm: 1000 }))");
    await()
        .atMost(SOON)
        .until(() -> driver.findElement(By.id("notice")).getText(), text -> text.contains("1000"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> driver.findElement(By.id("notice")).getText(), String::isEmpty);
  }

  /** As browsers have it for pages that come over plain HTTP from another machine. */
  @Test
  void playsWithoutWorklets() {
    driver.executeScript(
        "Object.defineProperty(BaseAudioContext.prototype, 'audioWorklet', { value: undefined })");
    playUntilAudible();
    assertThat(browser.consoleErrors()).allMatch(text -> text.contains("deprecated"));
  }

  @Test
  void volumeIsKept() {
    driver.findElement(By.id("volume")).sendKeys(Keys.HOME);
    visit();
    assertThat(value("volume")).isEqualTo("0");
  }

  @Test
  void fitsLargeAndSmallScreens() throws IOException {
    playUntilAudible();
    for (Map.Entry<String, int[]> size :
        Map.of(
                "desktop", new int[] {1280, 800},
                "phone", new int[] {390, 844},
                "narrow", new int[] {360, 640},
                "wall", new int[] {3840, 2160})
            .entrySet()) {
      browser.resize(size.getValue()[0], size.getValue()[1]);
      assertThat(
              (Boolean)
                  driver.executeScript(
                      "return document.documentElement.scrollWidth <= window.innerWidth"))
          .as("no sideways scrolling on a %s", size.getKey())
          .isTrue();
      browser.screenshot(SCREENSHOTS.resolve(size.getKey() + ".png"));
    }
  }

  private void visit() {
    driver.get(page.toString());
    await().atMost(SOON).until(() -> driver.findElement(By.id("music")).isEnabled());
  }

  private void playUntilAudible() {
    click();
    await()
        .atMost(SOON)
        .until(() -> state().equals("playing") && Double.parseDouble(data("level")) > AUDIBLE);
  }

  private void click() {
    driver.findElement(By.id("toggle")).click();
  }

  private String state() {
    return data("state");
  }

  private String data(String name) {
    return (String) driver.executeScript("return document.documentElement.dataset." + name);
  }

  private long count(String name) {
    return Long.parseLong(data(name));
  }

  private String value(String id) {
    return driver.findElement(By.id(id)).getDomProperty("value");
  }

  /** Has the page's WebSockets kept within reach of the test. */
  private void keepSockets() {
    driver.executeScript(
        """
        window.sockets = [];
        window.WebSocket = class extends WebSocket {
          constructor(url) {
            super(url);
            sockets.push(this);
          }
        };
        """);
  }
}
