package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page without a mouse: by keyboard, and by the keys of the system. */
@QuarkusIntegrationTest
class KeyboardIT extends OpenPage {

  @Test
  void spacePlaysAndStops() {
    page.driver().findElement(By.tagName("body")).sendKeys(Keys.SPACE);
    page.awaitSound();
    page.driver().findElement(By.tagName("body")).sendKeys(Keys.SPACE);
    assertThat(page.state()).isEqualTo("stopped");
  }

  @Test
  void everythingIsReachedInTheOrderInWhichItIsSeenAndShowsIt() {
    List<String> reached = new ArrayList<>();
    for (String last = ""; !last.equals("SUMMARY"); reached.add(last)) {
      assertThat(reached.size()).as("elements that can be reached").isLessThan(20);
      page.driver().switchTo().activeElement().sendKeys(Keys.TAB);
      last = (String) page.run("const e = document.activeElement; return e.id || e.tagName");
      assertThat(page.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .as("the outline of %s", last)
          .isEqualTo("solid");
    }
    List<String> expected = new ArrayList<>(List.of("toggle", "mine"));
    page.driver()
        .findElements(By.cssSelector("[data-preset]"))
        .forEach(preset -> expected.add("BUTTON"));
    expected.addAll(
        List.of("key", "mode", "bpm", "intensity", "mute", "volume", "sleep", "SUMMARY"));
    assertThat(reached).isEqualTo(expected);
  }

  @Test
  void mediaKeysPlayAndStop() {
    page.driver()
        .executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                """
                window.actions = {};
                const take = MediaSession.prototype.setActionHandler;
                MediaSession.prototype.setActionHandler = function (action, handler) {
                  actions[action] = handler;
                  take.call(this, action, handler);
                };
                """));
    page.visit();
    for (String ending : List.of("pause", "stop")) {
      page.run("actions.play()");
      page.awaitSound();
      page.run("actions.play()");
      assertThat(page.state()).as("played twice").isEqualTo("playing");
      assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("playing");
      page.run("actions[arguments[0]]()", ending);
      assertThat(page.state()).isEqualTo("stopped");
      assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("paused");
    }
    page.run("actions.stop()");
    assertThat(page.state()).as("stopped twice").isEqualTo("stopped");
  }

  @Test
  void fallsAsleepSoftly() {
    page.run(
        """
        window.ramps = [];
        const ramp = AudioParam.prototype.linearRampToValueAtTime;
        AudioParam.prototype.linearRampToValueAtTime = function (value, time) {
          ramps.push(value);
          return ramp.call(this, value, time);
        };
        const now = Date.now;
        window.later = 0;
        Date.now = () => now() + later;
        """);
    page.playUntilAudible();
    page.run(
        """
        const sleep = document.getElementById('sleep');
        sleep.value = '15';
        sleep.dispatchEvent(new Event('change'));
        later = 15 * 60_000 - 20_000;
        """);
    await().atMost(SOON).until(() -> page.text("sleep-text"), text -> text.endsWith("s left"));
    assertThat(page.run("return ramps")).as("in, and softly out").isEqualTo(List.of(1L, 0L));
    assertThat(page.state()).isEqualTo("playing");
    page.run("later += 20_000");
    await().atMost(SOON).until(page::state, "stopped"::equals);
    assertThat(page.value("sleep")).isEqualTo("0");
  }
}
