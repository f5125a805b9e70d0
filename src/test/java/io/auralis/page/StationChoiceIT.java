package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Choosing a station, and having one of one's own. */
@QuarkusIntegrationTest
class StationChoiceIT extends OpenStations {

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
    await()
        .atMost(SOON)
        .until(() -> (Boolean) page.run("return sockets[0].readyState >= WebSocket.CLOSING"));
    assertThat((List<?>) page.run("return states"))
        .as("it never stopped")
        .noneMatch(state -> List.of("stopped", "connecting", "reconnecting").contains(state));

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
    page.awaitSound();
  }
}
