package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a listener hears: the page of the packaged service in a real browser. */
@Tag("alone")
@QuarkusIntegrationTest
class PlaybackIT extends OpenPage {

  private static final Logger LOG = Logger.getLogger(PlaybackIT.class);

  private static final Duration FIRST_SOUND = Duration.ofSeconds(2);
  private static final long CHUNKS_OF_A_MINUTE = 600;
  private static final double NEAR_TARGET_SECONDS = 0.1;

  @Test
  void soundsWithinTwoSecondsOfTheClick() {
    page.run(
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
        ListenerPage.AUDIBLE);
    page.click();
    await().atMost(SOON).until(() -> (Boolean) page.run("return window.soundedAt !== undefined"));
    double millis = ((Number) page.run("return window.soundedAt - window.clickedAt")).doubleValue();
    LOG.info(String.format(Locale.ROOT, "First sound %.0f ms after the click", millis));
    assertThat(millis).isLessThan(FIRST_SOUND.toMillis());
    await().atMost(SOON).until(() -> !page.text("now-playing").isBlank());
  }

  /**
   * A machine that is busy elsewhere may stall server and browser at once: it has three minutes.
   */
  @Test
  void playsAMinuteWithoutAnUnderrun() {
    page.playUntilAudible();
    long underruns = underrunsOfAMinute();
    for (int again = 0; again < 2 && underruns > 0; again++) {
      LOG.info(String.format(Locale.ROOT, "%d underruns in this minute, another one", underruns));
      underruns = underrunsOfAMinute();
    }
    assertThat(underruns).isZero();
    assertThat(page.count("dropped")).isZero();
    assertThat(page.state()).isEqualTo("playing");
    double buffered = Double.parseDouble(page.data("buffered"));
    double target = Double.parseDouble(page.data("target"));
    LOG.info(
        String.format(
            Locale.ROOT,
            "After a minute %.3f s are buffered, %.3f s are aimed at",
            buffered,
            target));
    assertThat(buffered).isCloseTo(target, within(NEAR_TARGET_SECONDS));
  }

  private long underrunsOfAMinute() {
    long before = page.count("underruns");
    long first = page.count("lastChunk");
    await()
        .atMost(Duration.ofSeconds(75))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> page.count("lastChunk") >= first + CHUNKS_OF_A_MINUTE);
    return page.count("underruns") - before;
  }

  @Test
  void stops() {
    page.playUntilAudible();
    page.click();
    assertThat(page.state()).isEqualTo("stopped");
    long last = page.count("lastChunk");
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> page.count("lastChunk") == last);

    page.playUntilAudible();
  }

  @Test
  void playsOnAfterALostConnectionFromWhereItWas() {
    page.keepSockets();
    page.playUntilAudible();
    long last = page.count("lastChunk");
    long connections = (Long) page.run("return sockets.length");
    page.run("sockets.at(-1).close()");
    await().atMost(SOON).until(() -> (Long) page.run("return sockets.length") > connections);
    await()
        .atMost(SOON)
        .until(() -> page.state().equals("playing") && page.count("lastChunk") > last);
    String second = (String) page.run("return sockets.at(-1).url");
    long from = Long.parseLong(second.replaceAll(".*[?&]from=(\\d+).*", "$1"));
    assertThat(from).isGreaterThan(last);
  }

  @Test
  void reconnectsAtOnceWhenTheServerGoesAway() {
    page.keepSockets();
    page.playUntilAudible();
    long connections = (Long) page.run("return sockets.length");
    page.run(
        """
        sockets.at(-1).dispatchEvent(new CloseEvent('close', { code: 1001 }));
        window.detail = document.getElementById('detail').textContent;
        """);
    assertThat(page.run("return detail")).as("no wait").isEqualTo("");
    await().atMost(SOON).until(() -> (Long) page.run("return sockets.length") > connections);
    page.awaitSound();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1013,full,The server is full", "1008,slow,Your connection is too slow"})
  void saysWhyItWaits(String closing) {
    String[] parts = closing.split(",");
    page.keepSockets();
    page.playUntilAudible();
    page.run("sockets.at(-1).dispatchEvent(new CloseEvent('close', { code: " + parts[0] + " }))");
    assertThat(page.state()).isEqualTo(parts[1]);
    assertThat(page.text("state")).isEqualTo(parts[2]);
    assertThat(page.text("detail")).matches("Trying again in [45] s");
  }

  /** The words are for people, in whatever language; the page goes by the reason. */
  @ParameterizedTest
  @CsvSource({
    "address,All 3 places are taken,crowded,Too many listen from your address",
    "full,Alle Plaetze sind belegt,full,The server is full",
    "full,No place is left at this address,full,The server is full"
  })
  void goesByTheReasonAndNotByTheWords(String reason, String words, String state, String says) {
    page.keepSockets();
    page.playUntilAudible();
    page.run(
        """
        const [reason, message] = arguments;
        const error = { type: 'error', code: 'SERVER_OVERLOAD', reason, message };
        sockets.at(-1).dispatchEvent(new MessageEvent('message', { data: JSON.stringify(error) }));
        sockets.at(-1).dispatchEvent(new CloseEvent('close', { code: 1013, reason: message }));
        """,
        reason,
        words);
    assertThat(page.state()).isEqualTo(state);
    assertThat(page.text("state")).isEqualTo(says);
  }

  @ParameterizedTest
  @CsvSource({
    "BUFFER_OVERRUN,slow,Your connection is slow; a moment of music was skipped.",
    "BUFFER_OVERRUN,late,The server fell behind; a moment of music was skipped.",
    "INVALID_CONTROL,too_many_controls,Too many changes at once; the last one was not taken.",
    "INVALID_CONTROL,a_word_to_come,What the server said"
  })
  void saysWhatAnErrorMeans(String code, String reason, String says) {
    page.keepSockets();
    page.playUntilAudible();
    page.run(
        """
        const [code, reason] = arguments;
        const error = { type: 'error', code, reason, message: 'What the server said' };
        sockets.at(-1).dispatchEvent(new MessageEvent('message', { data: JSON.stringify(error) }));
        """,
        code,
        reason);
    assertThat(page.text("notice")).isEqualTo(says);
  }

  @Test
  void saysThatTheListenerIsOffline() {
    page.keepSockets();
    page.playUntilAudible();
    page.run(
        """
        Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
        window.fetch = () => Promise.reject(new TypeError('offline'));
        sockets.at(-1).dispatchEvent(new CloseEvent('close', { code: 1006 }));
        """);
    assertThat(page.state()).isEqualTo("offline");
    assertThat(page.text("state")).isEqualTo("You are offline");
  }

  @Test
  void keepsPlayingWhileTheTabIsHidden() {
    page.playUntilAudible();
    page.run(
        """
        Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        window.pictures = 0;
        const ask = requestAnimationFrame;
        window.requestAnimationFrame = (draw) => { pictures++; return ask(draw); };
        """);
    long last = page.count("lastChunk");
    await().atMost(SOON).until(() -> page.count("lastChunk") > last + 10);
    assertThat(page.run("return pictures")).as("pictures drawn").isEqualTo(0L);
    assertThat(page.state()).isEqualTo("playing");
  }

  @Test
  void asksAtOnceForTheSmallestFormatThatThereIs() {
    page.keepSockets();
    page.playUntilAudible();
    assertThat(page.run("return sockets.map(({ url }) => new URL(url).search)"))
        .isEqualTo(List.of("?format=pcm"));
  }

  @Test
  void saysThatAFormatCannotBeHad() {
    page.visit("?format=opus");
    page.keepSockets();
    page.playUntilAudible();
    assertThat(page.text("notice")).isEqualTo("Opus cannot be had here; PCM plays instead.");
    assertThat(page.run("return sockets.length")).isEqualTo(1L);
    page.run("document.getElementById('status').open = true");
    assertThat(page.driver().findElements(By.cssSelector("[data-format]")))
        .filteredOn(WebElement::isDisplayed)
        .extracting(link -> link.getDomAttribute("data-format"))
        .containsExactly("auto", "pcm", "json");
    assertThat(page.driver().findElement(By.cssSelector("[aria-current=true]")).getText())
        .isEqualTo("automatic");
  }

  @Test
  void playsEveryFormatThatItIsAskedTo() {
    for (String format : new String[] {"json", "pcm"}) {
      page.visit("?format=" + format);
      page.keepSockets();
      page.playUntilAudible();
      assertThat((String) page.run("return sockets[0].url")).contains("format=" + format);
      await()
          .atMost(SOON)
          .until(() -> page.text("status-short"), text -> text.matches("(?i).*(json|pcm).*"));
    }
  }

  /** As browsers have it for pages that come over plain HTTP from another machine. */
  @Test
  void playsWithoutWorklets() {
    page.run(
        "Object.defineProperty(BaseAudioContext.prototype, 'audioWorklet', { value: undefined })");
    page.playUntilAudible();
    assertThat(page.browser().consoleErrors()).allMatch(text -> text.contains("deprecated"));
  }
}
