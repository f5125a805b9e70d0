package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** Sound that something else takes away: the page says so, and plays on when it may. */
@Tag("alone")
@QuarkusIntegrationTest
class HaltedIT extends OpenPage {

  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("auralis.build.directory", "target"), "screenshots");

  /** Longer than the page waits before it asks for its sound again. */
  private static final Duration LONG = Duration.ofSeconds(4);

  /** The longest until the page notices that its audio thread is stuck, and plays again. */
  private static final Duration NOTICED = Duration.ofSeconds(12);

  @BeforeEach
  void keepDevices() {
    page.driver()
        .executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                """
                window.contexts = [];
                window.nodes = [];
                window.elements = [];
                window.keys = {};
                window.states = [];
                new MutationObserver(() => states.push(document.documentElement.dataset.state))
                    .observe(document, { attributeFilter: ['data-state'], subtree: true });
                window.AudioContext = class extends AudioContext {
                  constructor(options) {
                    super(options);
                    contexts.push(this);
                  }
                };
                window.AudioWorkletNode = class extends AudioWorkletNode {
                  constructor(...options) {
                    super(...options);
                    nodes.push(this);
                  }
                };
                const Plain = Audio;
                window.Audio = function (url) {
                  const element = new Plain(url);
                  elements.push(element);
                  return element;
                };
                const take = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
                navigator.mediaSession.setActionHandler = (action, handler) => {
                  keys[action] = handler;
                  take(action, handler);
                };
                """));
    page.visit();
    page.playUntilAudible();
  }

  /** As a telephone call does: nothing plays until it is over. */
  private void call() {
    page.run(
        """
        window.plainResume = AudioContext.prototype.resume;
        AudioContext.prototype.resume = () => Promise.reject(new DOMException('In a call'));
        contexts.at(-1).suspend();
        """);
    awaitState("halted");
  }

  private void hangUp() {
    page.run("AudioContext.prototype.resume = window.plainResume");
  }

  private static final List<String> SIGNS =
      List.of(
          "document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
          "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))",
          "document.getElementById('toggle').click()",
          "document.dispatchEvent(new Event('visibilitychange'))",
          "window.dispatchEvent(new Event('focus'))",
          "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
          "navigator.mediaDevices.dispatchEvent(new Event('devicechange'))",
          "keys.play()");

  @Test
  void saysThatTheSoundIsHaltedAndForgetsThePause() {
    double target = target();
    call();
    assertThat(page.text("state")).isEqualTo("The sound is halted");
    assertThat(page.text("detail")).isEqualTo("It comes back by itself, or press Resume.");
    assertThat(label()).isEqualTo("Resume");
    assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("paused");
    await().atMost(SOON).until(() -> page.run(ANNOUNCED), "The sound is halted"::equals);
    await().during(LONG).atMost(LONG.plus(SOON)).until(page::state, "halted"::equals);

    hangUp();
    page.awaitSound();
    assertPlaysLive(target);
    assertThat(page.run("return contexts.length")).isEqualTo(1L);
  }

  @Test
  void playsOnWithEverySignOfTheListener() {
    double target = target();
    for (String sign : SIGNS) {
      call();
      hangUp();
      page.run(sign);
      page.awaitSound();
    }
    assertPlaysLive(target);
    assertThat(page.run("return contexts.length")).isEqualTo(1L);
  }

  private static final String ANNOUNCED = "return document.getElementById('announcer').textContent";

  @Test
  void playsOnByItselfWhereItMay() {
    double target = target();
    page.run("contexts.at(-1).suspend()");
    await().atMost(SOON).until(this::wasHalted);
    page.awaitSound();
    assertPlaysLive(target);
  }

  @Test
  void aSecondPressStopsWhatTheFirstCouldNotResume() {
    call();
    page.click();
    assertThat(label()).isEqualTo("Stop");
    assertThat(page.state()).isEqualTo("halted");
    assertThat(page.text("detail")).isEqualTo("It comes back by itself; Stop ends it.");
    page.click();
    assertThat(page.state()).isEqualTo("stopped");
    hangUp();
    page.playUntilAudible();
  }

  /** As platforms do when headphones are pulled out: the loudspeaker is not what was asked for. */
  @Test
  void waitsForAPressWhereThePlatformPausedThePage() {
    double target = target();
    page.run("elements[0].pause()");
    awaitState("halted");
    assertThat(page.text("detail")).isEqualTo("Press Resume to go on.");
    assertThat(page.run("return contexts.at(-1).state")).isEqualTo("suspended");
    page.run(
        """
        window.dispatchEvent(new Event('focus'));
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
        """);
    await().during(LONG).atMost(LONG.plus(SOON)).until(page::state, "halted"::equals);

    page.click();
    page.awaitSound();
    assertThat(page.run("return elements[0].paused")).isEqualTo(false);
    assertPlaysLive(target);
  }

  @Test
  void playsOnWhenThePlatformDoes() {
    page.run("elements[0].pause()");
    awaitState("halted");
    page.run("elements[0].play()");
    page.awaitSound();
  }

  @Test
  void theKeyForPauseIsTheListenersOwnWish() {
    page.run("keys.pause()");
    assertThat(page.state()).isEqualTo("stopped");
    page.run("keys.play()");
    page.awaitSound();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contexts.at(-1).close()",
        "contexts.at(-1).dispatchEvent(new Event('error'))",
        "nodes.at(-1).dispatchEvent(new Event('processorerror'))",
        "nodes.at(-1).port.onmessage = null"
      })
  void takesAnotherDeviceForOneThatDied(String death) {
    double target = target();
    page.run(death);
    await().atMost(NOTICED).until(this::wasHalted);
    page.awaitSound();
    assertPlaysLive(target);
    assertThat(page.run("return contexts.length")).isEqualTo(2L);
    assertThat(page.run("return contexts[0].state")).isEqualTo("closed");
    await().atMost(SOON).until(() -> page.driver().findElement(By.id("roll")).isDisplayed());
  }

  @Test
  void saysThatAHaltIsNotTheNetworksFault() throws IOException {
    page.browser().resize(1280, 800);
    page.browser().screenshot(SCREENSHOTS.resolve("playing-desktop.png"));
    call();
    page.browser().screenshot(SCREENSHOTS.resolve("halted-desktop.png"));
    page.browser().resize(390, 844);
    page.browser().screenshot(SCREENSHOTS.resolve("halted-phone.png"));
    assertThat(page.run("return document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
    hangUp();
    page.awaitSound();
    page.browser().screenshot(SCREENSHOTS.resolve("playing-phone.png"));
    assertThat(page.count("underruns")).isZero();
    assertThat(page.count("dropped")).isZero();
  }

  /** As long as the network needs; what stood still is neither jitter nor played late. */
  private void assertPlaysLive(double target) {
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(8))
        .untilAsserted(
            () -> {
              assertThat(page.state()).isEqualTo("playing");
              assertThat(target()).isLessThan(target + 0.2);
              assertThat(Double.parseDouble(page.data("buffered"))).isLessThan(target + 0.4);
            });
    assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("playing");
    assertThat(label()).isEqualTo("Stop");
    assertThat(page.text("state")).isEqualTo("Playing");
    assertThat(List.of("", "Playing")).contains((String) page.run(ANNOUNCED));
  }

  private void awaitState(String state) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(page::state, state::equals);
  }

  /** Whether it said so since the page was opened, for however short a time. */
  private boolean wasHalted() {
    return (Boolean) page.run("return states.includes('halted')");
  }

  private String label() {
    return page.driver().findElement(By.id("toggle")).getDomAttribute("aria-label");
  }

  private double target() {
    return Double.parseDouble(page.data("target"));
  }
}
