package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What a listener sees, and what the page asks of the network to show it. */
@QuarkusIntegrationTest
class LooksIT extends OpenPage {

  private static final Logger LOG = Logger.getLogger(LooksIT.class);

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  private static final int MOST_BYTES = 190_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void asksNoOtherOriginAndWeighsLittle() throws IOException {
    page.playUntilAudible();
    page.run("document.getElementById('status').open = true");
    await().atMost(SOON).until(() -> page.text("figures"), text -> text.contains("Runtime"));

    TreeSet<String> paths = new TreeSet<>();
    List<URI> requested = new ArrayList<>();
    for (String event : page.browser().networkEvents()) {
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
        paths.add(URI.create(url).getPath());
      }
    }
    assertThat(paths)
        .contains("/", "/app.js", "/styles/base.css", "/ws/stream", "/api/v1/control")
        .contains("/audio/jitter-buffer.js", "/audio/kernel.js");
    assertThat(requested).extracting(URI::getAuthority).containsOnly(address.getAuthority());

    // What the audio thread loads is not among what the window did.
    paths.add("/audio/worklet.js");
    int bytes = 0;
    for (String path : paths) {
      if (!path.startsWith("/api/") && !path.startsWith("/q/") && !path.startsWith("/ws/")) {
        bytes += RestAssured.get(path).asByteArray().length;
      }
    }
    LOG.info(String.format(Locale.ROOT, "The page weighs %d bytes", bytes));
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  @Test
  void allowsNothingInlineAndNothingFromElsewhere() {
    for (String path : List.of("/", "/app.js", "/styles/base.css", "/manifest.webmanifest")) {
      Response response = RestAssured.get(path);
      String policy = response.header("Content-Security-Policy");
      assertThat(policy)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "*", "data:");
      assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
    }
    page.run(
        """
        const script = document.createElement('script');
        script.textContent = 'window.intruded = true';
        document.body.append(script);
        """);
    assertThat(page.run("return window.intruded === true")).isEqualTo(false);
    assertThat(page.browser().consoleErrors()).allMatch(text -> text.contains("Content Security"));
  }

  @Test
  void canBeInstalled() throws IOException {
    Response manifest = RestAssured.get("/manifest.webmanifest");
    assertThat(manifest.contentType()).startsWith("application/manifest+json");
    assertThat(manifest.jsonPath().getString("start_url")).isEqualTo("./");
    assertThat(manifest.jsonPath().getString("display")).isEqualTo("standalone");
    assertThat(manifest.jsonPath().getList("icons.sizes")).contains("192x192", "512x512");
    for (Map<String, String> icon : manifest.jsonPath().<Map<String, String>>getList("icons")) {
      Response image = RestAssured.get("/" + icon.get("src"));
      assertThat(image.statusCode()).isEqualTo(200);
      assertThat(image.contentType()).startsWith(icon.get("type"));
      if (icon.get("type").equals("image/png")) {
        BufferedImage picture = ImageIO.read(image.asInputStream());
        assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo(icon.get("sizes"));
      }
    }
    Object errors =
        ((Map<?, ?>) page.driver().executeCdpCommand("Page.getInstallabilityErrors", Map.of()))
            .get("installabilityErrors");
    assertThat((List<?>) errors)
        .extracting(error -> ((Map<?, ?>) error).get("errorId"))
        // A window without a profile, as tests have it, installs nothing.
        .allMatch("in-incognito"::equals);
  }

  @Test
  void hasNoBarriers() throws IOException {
    assertThat(page.violations()).isEmpty();
    page.keepSockets();
    page.playUntilAudible();
    await().atMost(SOON).until(() -> page.driver().findElement(By.id("roll")).isDisplayed());
    page.run("document.getElementById('status').open = true");
    await().atMost(SOON).until(() -> page.text("figures"), text -> text.contains("Runtime"));
    assertThat(page.violations()).isEmpty();
    page.browser().resize(390, 844);
    assertThat(page.violations()).isEmpty();
    page.run("document.getElementById('token-dialog').showModal()");
    assertThat(page.violations()).isEmpty();
    page.run("document.getElementById('token-dialog').close()");
    page.run("sockets.at(-1).dispatchEvent(new CloseEvent('close', { code: 1013 }))");
    assertThat(page.violations()).isEmpty();
  }

  @Test
  void showsThePhraseThatIsHeardAndTheChordByName() {
    page.playUntilAudible();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              // Before the server is asked: a slow browser must not seem to be ahead of it.
              Number playhead =
                  (Number)
                      page.run(
                          """
                          const width = document.getElementById('notes').clientWidth;
                          const { m41 } = new DOMMatrix(
                              getComputedStyle(document.getElementById('playhead')).transform);
                          return m41 / width;
                          """);
              assertThat(playhead).as("the notes have a width").isNotNull();
              var answer = RestAssured.get("/api/v1/phrases/current").jsonPath();
              double now = answer.getLong("sample") / 44_100.0;
              double start = answer.getLong("phrase.start_sample") / 44_100.0;
              // Near a border, server and ear may be in two phrases.
              assertThat(now - start).isBetween(2.0, answer.getDouble("phrase.seconds") - 1);
              assertThat(page.driver().findElement(By.id("roll")).getDomAttribute("data-phrase"))
                  .isEqualTo(answer.getString("phrase.phrase_id"));
              double heard = playhead.doubleValue() * answer.getDouble("phrase.seconds");
              assertThat(now - start - heard).as("behind the server").isBetween(0.0, 2.5);
            });
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              String marked =
                  (String) page.run("return document.querySelector('#chords .now').textContent");
              assertThat(page.text("chord")).isEqualTo(marked).matches("[A-G].*");
            });
    assertThat(painted("notes")).as("notes are drawn").isTrue();
    assertThat(painted("spectrum")).as("a spectrum is drawn").isTrue();
  }

  /** Players are human: a note may come a little before its chord. */
  @Test
  void marksTheChordWhenItBegins() {
    Object marked =
        page.driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                import('/view/piano-roll.js').then(({ PianoRoll }) => {
                  const roll = new PianoRoll(document.getElementById('roll'));
                  const chord = (name, onset_seconds) => ({ name, onset_seconds, duration_seconds: 4 });
                  roll.show({ id: 'phrase_0', name: 'A minor', start: 0, seconds: 8, bars: 2,
                    chords: [chord('Am', 0), chord('F major', 4)],
                    notes: [{ instrument: 'pad', pitch: 57, onset_seconds: 0, duration_seconds: 3.9,
                      velocity: 1 }, { instrument: 'pad', pitch: 60, onset_seconds: 3.95,
                      duration_seconds: 4, velocity: 1 }] });
                  done([3.9, 3.97, 4.1].map((seconds) => {
                    roll.moveTo(seconds);
                    return document.querySelector('#chords .now').textContent;
                  }));
                });
                """);
    assertThat(marked).isEqualTo(List.of("Am", "Am", "F"));
  }

  @Test
  void saysLittleToScreenReaders() {
    page.run(
        """
        window.said = [];
        for (const region of document.querySelectorAll('[role=status], [aria-live=polite]')) {
          new MutationObserver(() => said.push(region.textContent))
              .observe(region, { childList: true, characterData: true, subtree: true });
        }
        """);
    page.playUntilAudible();
    long first = page.count("lastChunk");
    await().atMost(Duration.ofSeconds(10)).until(() -> page.count("lastChunk") >= first + 60);
    assertThat((List<?>) page.run("return said")).hasSizeBetween(1, 2).last().isEqualTo("Playing");
  }

  @Test
  void standsStillWhereMotionIsToBeReduced() {
    page.driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    page.playUntilAudible();
    await().atMost(SOON).until(() -> !page.text("chord").isBlank());
    assertThat(painted("notes")).as("notes are drawn").isTrue();
    assertThat(painted("spectrum")).as("a spectrum is drawn").isFalse();
  }

  @Test
  void fitsLargeAndSmallScreens() throws IOException {
    page.driver().findElement(By.cssSelector("[data-preset=bright]")).click();
    page.playUntilAudible();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page.text("now-playing"), text -> text.contains("D lydian"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                (Boolean)
                    page.run(
                        "return document.querySelectorAll('#chords li')[1]"
                            + "?.classList.contains('now') ?? false"));
    Map<String, int[]> sizes = new LinkedHashMap<>();
    sizes.put("desktop", new int[] {1280, 800});
    sizes.put("phone", new int[] {390, 844});
    sizes.put("narrow", new int[] {360, 640});
    sizes.put("wall", new int[] {3840, 2160});
    for (Map.Entry<String, int[]> size : sizes.entrySet()) {
      page.browser().resize(size.getValue()[0], size.getValue()[1]);
      assertThat(page.run("return document.documentElement.scrollWidth <= window.innerWidth"))
          .as("no sideways scrolling on a %s", size.getKey())
          .isEqualTo(true);
      if (size.getKey().equals("phone")) {
        assertThat(
                (Boolean)
                    page.run(
                        "return document.getElementById('sleep').getBoundingClientRect().bottom"
                            + " <= window.innerHeight"))
            .as("all controls fit a phone's screen")
            .isTrue();
      }
      // The curve of the spectrum grows into its new size.
      page.driver().executeAsyncScript("setTimeout(arguments[arguments.length - 1], 1000)");
      page.browser().screenshot(SCREENSHOTS.resolve(size.getKey() + ".png"));
    }
  }

  private boolean painted(String canvas) {
    return (Boolean)
        page.run(
            """
            const canvas = document.getElementById(arguments[0]);
            const { width, height } = canvas;
            const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
            return pixels.some((value) => value > 0);
            """,
            canvas);
  }
}
