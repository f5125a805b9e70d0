package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * What the page makes of the server's answers about stations. The test makes these up, so that rare
 * ones come when they are wanted; the music is the main station's, whichever was asked for.
 */
@QuarkusIntegrationTest
class StationChoiceIT {

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  /** A bar at 40 BPM, a buffer, and a slow machine. */
  private static final Duration NEXT_BAR = Duration.ofSeconds(15);

  private static final String GONE = "a".repeat(26);
  private static final String SOMEBODYS =
      "bbbbbbbbbbbbbbbbbbbbbbbbbb,theirs,"
          + "You are listening to somebody's station; only its maker can change it.";

  private static ListenerPage page;

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

  @Test
  void isAsCalmAsEverWhereThereIsNothingToChoose() {
    answers("{ shared: ['main'], offered: false }");
    page.visit();
    assertThat(find("channels").isDisplayed()).isFalse();
    assertThat(page.text("station-text")).isEqualTo("Shared with everyone who listens");
    for (String button : List.of("mine", "share", "back", "renew", "replace")) {
      assertThat(find(button).isDisplayed()).as(button).isFalse();
    }
    assertThat(page.run("return location.search")).isEqualTo("");
  }

  @Test
  void namesStationsAndGoesOverSoftly() throws IOException {
    page.visit();
    assertThat(page.driver().findElements(By.cssSelector("#channels a")))
        .extracting(WebElement::getText)
        .containsExactly("Main", "Night garden", "Dawn");
    page.playUntilAudible();
    page.run("window.sameVisit = true");
    page.run(
        """
        window.states = [];
        new MutationObserver(() => states.push(document.documentElement.dataset.state))
            .observe(document.documentElement, { attributes: true, attributeFilter: ['data-state'] });
        """);
    choose("dawn");
    assertThat(page.run("return location.search")).isEqualTo("?station=dawn");
    assertThat(marked()).containsExactly("Dawn");
    assertThat(page.run("return sockets.map(({ asked }) => asked)"))
        .as("a place belongs to its station")
        .isEqualTo(List.of("?format=pcm", "?station=dawn&format=pcm"));
    await().atMost(SOON).until(() -> page.text("announcer"), "Dawn plays"::equals);
    await()
        .atMost(SOON)
        .until(() -> (Boolean) page.run("return sockets[0].readyState >= WebSocket.CLOSING"));
    assertThat((List<?>) page.run("return states"))
        .as("it never stopped")
        .allMatch("playing"::equals);
    assertThat(page.count("underruns")).isZero();

    page.run("sockets.at(-1).close()");
    await().atMost(SOON).until(() -> (Long) page.run("return sockets.length") == 3);
    assertThat((String) page.run("return sockets[2].asked"))
        .matches("\\?station=dawn&format=pcm&from=\\d+");
    page.awaitSound();
    choose("main");
    assertThat(page.run("return location.search")).isEqualTo("");
    assertThat(page.run("return sameVisit")).isEqualTo(true);
  }

  @Test
  void powerStaysWhileOneStationGivesWayToAnother() {
    Object powers =
        page.driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                import('/audio/device.js').then(async ({ Device }) => {
                  const points = [];
                  const ramp = AudioParam.prototype.linearRampToValueAtTime;
                  AudioParam.prototype.linearRampToValueAtTime = function (value, time) {
                    points.push(value);
                    return ramp.call(this, value, time);
                  };
                  const devices = [0, 1].map(() => new Device(1, { onReport() {}, onChange() {} }));
                  devices[0].ramp(1, 0);
                  await new Promise((passed) => setTimeout(passed, 100));
                  points.length = 0;
                  devices[0].cross(0, 0.8);
                  devices[1].cross(1, 0.8);
                  AudioParam.prototype.linearRampToValueAtTime = ramp;
                  devices.forEach((device) => device.close());
                  const half = points.length / 2;
                  done(points.slice(0, half).map((out, i) => out * out + points[half + i] ** 2));
                }).catch((failure) => done([String(failure)]));
                """);
    assertThat((List<?>) powers)
        .hasSize(16)
        .allSatisfy(
            power -> assertThat(((Number) power).doubleValue()).isCloseTo(1, within(0.001)));
  }

  /** A phrase from 10 s to 22 s at 80 BPM has bar lines every 3 s. */
  @ParameterizedTest
  @CsvSource({
    "10.0,0.5,3.0",
    "12.0,0.5,1.0",
    "12.8,0.5,3.2",
    "13.0,0.0,0.0",
    "20.0,0.5,2.0",
    "21.8,0.5,3.2"
  })
  void findsTheNextBarLine(double place, double least, double seconds) {
    Object found =
        page.driver()
            .executeAsyncScript(
                """
                const [place, least, done] = arguments;
                import('/music/bars.js').then(({ secondsToBar }) =>
                    done(secondsToBar({ start: 10, end: 22, bpm: 80 }, place, least)));
                """,
                place,
                least);
    assertThat(((Number) found).doubleValue()).isCloseTo(seconds, within(1e-6));
  }

  @Test
  void makesWhatSoundsTheListenersOwnAndGoesBack() throws IOException {
    page.visit();
    page.playUntilAudible();
    await().atMost(SOON).until(() -> !page.text("now-playing").isBlank());
    find("mine").click();
    assertThat(page.text("mine")).isEqualTo("At the next bar");
    find("mine").click();
    await().atMost(NEXT_BAR).until(() -> page.data("control"), "mine"::equals);
    Map<?, ?> posted = (Map<?, ?>) page.run("return posts[0]");
    assertThat(page.run("return posts.length")).as("pressed twice, made once").isEqualTo(1L);
    assertThat(page.text("now-playing"))
        .startsWith((String) posted.get("key"))
        .contains(posted.get("bpm") + " BPM");
    assertThat(posted.get("intensity")).isNotNull();
    assertThat(posted.get("effects")).isEqualTo(true);

    assertThat(page.text("station-text")).isEqualTo("Your station");
    assertThat(marked()).containsExactly("Yours");
    assertThat((String) page.run("return location.search")).matches("\\?station=[a-z2-7]{26}");
    assertThat((String) page.run("return location.href + JSON.stringify(localStorage)"))
        .doesNotContain("secret");
    page.run("document.getElementById('share').click()");
    await().atMost(SOON).until(() -> page.text("share"), "Link copied"::equals);

    find("bpm").sendKeys(Keys.ARROW_RIGHT);
    await().atMost(SOON).until(() -> (Long) page.run("return controls.length") == 1);
    assertThat(page.run("return controls[0].token")).isEqualTo("secret");
    page.run(
        "sockets.at(-1).receive({ type: 'error', code: 'INVALID_CONTROL',"
            + " reason: 'token_required', message: 'no' })");
    assertThat(find("token-dialog").isDisplayed()).as("nobody is asked for it").isFalse();
    assertThat(page.data("control")).isEqualTo("theirs");

    find("back").click();
    await().atMost(SOON).until(() -> page.data("station"), "main"::equals);
    assertThat(page.run("return location.search")).isEqualTo("");
    assertThat(page.state()).isEqualTo("playing");
  }

  @ParameterizedTest
  @CsvSource({
    "capacity,The server has no power left for another station. Please try again later.",
    "stations_full,All stations for listeners are taken. Please try again later.",
    "address,Your address has as many stations as it may have.",
    "stations_off,This server makes no stations for listeners.",
    "a_word_to_come,The server could not make a station."
  })
  void saysWhyNoStationCouldBeMadeAndPlaysOn(String reason, String words) {
    answers("{ refuse: '" + reason + "' }");
    page.visit();
    page.playUntilAudible();
    find("mine").click();
    await().atMost(NEXT_BAR).until(() -> page.text("notice"), words::equals);
    assertThat(page.state()).isEqualTo("playing");
    assertThat(page.data("station")).isEqualTo("main");
    assertThat(page.text("mine")).isEqualTo("Make it mine");
    assertThat(page.run("return sockets.length")).isEqualTo(1L);
  }

  @Test
  void playsOnWhereAStationHasNoPlace() {
    answers("{ closes: { dawn: 1013, night: 4404 } }");
    page.visit();
    page.playUntilAudible();
    find("channels").findElement(By.cssSelector("[data-station=dawn]")).click();
    await()
        .atMost(SOON)
        .until(() -> page.text("notice"), "Dawn is not heard: The server is full."::equals);
    find("channels").findElement(By.cssSelector("[data-station=night]")).click();
    await()
        .atMost(SOON)
        .until(() -> page.text("notice"), "Night garden is gone; it has ended."::equals);
    assertThat(page.state()).isEqualTo("playing");
    assertThat(marked()).containsExactly("Main");
    assertThat(page.run("return location.search")).isEqualTo("");
  }

  @Test
  void explainsALinkToAStationThatIsGone() throws IOException {
    page.driver().get(address + "?station=" + GONE);
    await().atMost(SOON).until(page::state, "gone"::equals);
    assertThat(page.text("state")).isEqualTo("This station is gone");
    assertThat(page.text("detail"))
        .isEqualTo("Its maker ended it, or nobody had listened to it for 10 minutes.");
    assertThat(find("toggle").getDomAttribute("aria-label")).isEqualTo("Play the shared station");
    assertThat(page.violations()).isEmpty();
    screenshots("gone");
    find("replace").click();
    page.awaitSound();
    assertThat(page.data("station")).isEqualTo("main");
    assertThat(page.run("return location.search")).isEqualTo("");
    assertThat(find("renew").isDisplayed()).isFalse();
  }

  @Test
  void makesAStationAnewAsItWas() {
    page.visit();
    page.playUntilAudible();
    find("mine").click();
    await().atMost(NEXT_BAR).until(() -> page.data("control"), "mine"::equals);
    String first = page.data("station");
    page.run("sockets.at(-1).end(4410)");
    assertThat(page.state()).isEqualTo("ended");
    assertThat(page.text("state")).isEqualTo("This station has ended");
    assertThat(page.text("detail"))
        .isEqualTo("A station ends when nobody has listened to it for 10 minutes.");
    find("renew").click();
    page.awaitSound();
    assertThat(page.data("control")).isEqualTo("mine");
    assertThat(page.data("station")).isNotEqualTo(first);
    assertThat(page.driver().findElements(By.cssSelector("#channels a")))
        .extracting(WebElement::getText)
        .containsExactly("Main", "Night garden", "Dawn", "Yours");
    assertThat(
            page.run(
                "return ['key', 'bpm', 'intensity'].every((n) => posts[0][n] === posts[1][n])"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"dawn,locked,Shared with everyone who listens; plays as it was set", SOMEBODYS})
  void showsValuesWhereTheListenerMayNotChangeThem(String station, String control, String words)
      throws IOException {
    page.visit("?station=" + station);
    await().atMost(SOON).until(() -> page.data("control"), control::equals);
    assertThat(page.text("station-text")).isEqualTo(words);
    for (String input : List.of("presets", "key", "mode", "bpm", "intensity", "share")) {
      assertThat(find(input).isDisplayed()).as(input).isFalse();
    }
    assertThat(page.driver().findElement(By.cssSelector("output[for=key]")).getText())
        .isEqualTo(page.value("key"));
    assertThat(find("mine").isDisplayed()).isTrue();
    page.playUntilAudible();
    assertThat((String) page.run("return sockets[0].asked")).contains("station=" + station);
    assertThat(page.violations()).isEmpty();
    screenshots(control);
  }

  private void choose(String station) {
    find("channels").findElement(By.cssSelector("[data-station=" + station + "]")).click();
    await().atMost(SOON).until(() -> page.data("station"), station::equals);
  }

  private static void answers(String script) {
    page.run("localStorage.setItem('answers', JSON.stringify(" + script + "))");
  }

  private static List<String> marked() {
    return page.driver().findElements(By.cssSelector("#channels [aria-current=true]")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private static WebElement find(String id) {
    return page.driver().findElement(By.id(id));
  }

  private static void screenshots(String name) throws IOException {
    page.browser().resize(390, 844);
    assertThat(page.run("return document.documentElement.scrollWidth <= window.innerWidth"))
        .as("no sideways scrolling on a phone")
        .isEqualTo(true);
    page.browser().screenshot(SCREENSHOTS.resolve("station-" + name + "-phone.png"));
    page.browser().resize(1280, 800);
    page.browser().screenshot(SCREENSHOTS.resolve("station-" + name + "-desktop.png"));
  }

  private static String script(String resource) throws IOException {
    try (InputStream script = StationChoiceIT.class.getResourceAsStream(resource)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
