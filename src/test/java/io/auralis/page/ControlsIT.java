package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.Select;

/** What a listener turns: the page of the packaged service in a real browser. */
@QuarkusIntegrationTest
class ControlsIT extends OpenPage {

  @Test
  void controlsShowWhatTheServerSays() {
    JsonPath control = RestAssured.get("/api/v1/control").jsonPath();

    assertThat(new Select(find("key")).getOptions())
        .extracting(WebElement::getText)
        .isEqualTo(control.getList("key.allowed"));
    assertThat(page.value("key")).isEqualTo(control.getString("key.value"));
    for (String name : List.of("bpm", "intensity")) {
      assertThat(Double.parseDouble(page.value(name)))
          .isEqualTo(control.getDouble(name + ".value"));
      for (String limit : List.of("min", "max")) {
        assertThat(Double.parseDouble(find(name).getDomAttribute(limit)))
            .isEqualTo(control.getDouble(name + "." + limit));
      }
    }
    assertThat(page.value("mode")).isEqualTo(control.getString("mode.value"));
  }

  @Test
  void controlsOfOneListenerMoveThoseOfAnother() {
    page.playUntilAudible();
    String first = page.driver().getWindowHandle();
    page.driver().switchTo().newWindow(WindowType.WINDOW);
    page.visit();
    page.playUntilAudible();
    String second = page.driver().getWindowHandle();
    // What is announced goes again within a bar, however slow the browser is.
    page.run(
        """
        window.comings = [];
        const coming = document.getElementById('coming');
        new MutationObserver(() => comings.push(coming.textContent))
            .observe(coming, { childList: true, characterData: true, subtree: true });
        """);
    String key = page.value("key").equals("C minor") ? "D minor" : "C minor";

    page.driver().switchTo().window(first);
    new Select(find("key")).selectByValue(key);
    find("bpm").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
    assertThat(page.driver().findElement(By.cssSelector("output[for=bpm]")).getText())
        .isEqualTo("41 BPM");

    page.driver().switchTo().window(second);
    await().atMost(SOON).until(() -> page.value("key"), key::equals);
    await().atMost(SOON).until(() -> page.value("bpm"), "41"::equals);
    await()
        .atMost(SOON)
        .until(
            () -> (List<?>) page.run("return comings"),
            texts -> texts.stream().anyMatch(text -> text.toString().matches(".*in \\d+ s")));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> page.text("now-playing"), (key + " · 41 BPM")::equals);
    assertThat(page.driver().getTitle()).isEqualTo(key + " · 41 BPM · Auralis");
  }

  @Test
  void controlsWorkWhileNothingPlays() {
    String key = page.value("key").equals("E major") ? "F major" : "E major";
    new Select(find("key")).selectByValue(key);
    await()
        .atMost(SOON)
        .until(() -> RestAssured.get("/api/v1/control").jsonPath().get("key.value"), key::equals);
  }

  @Test
  void presetsApplyWhetherItPlaysOrNot() {
    List<String> ids = RestAssured.get("/api/v1/presets").jsonPath().getList("presets.id");
    assertThat(page.driver().findElements(By.cssSelector("[data-preset]")))
        .extracting(button -> button.getDomAttribute("data-preset"))
        .isEqualTo(ids);
    applies(ids.get(0));
    page.playUntilAudible();
    applies(ids.get(1));
  }

  private void applies(String id) {
    WebElement button = page.driver().findElement(By.cssSelector("[data-preset=" + id + "]"));
    button.click();
    JsonPath wanted = RestAssured.get("/api/v1/presets").jsonPath();
    String preset = "presets.find { it.id == '" + id + "' }";
    await()
        .atMost(SOON)
        .until(
            () -> {
              JsonPath control = RestAssured.get("/api/v1/control").jsonPath();
              return control.getString("key.value").equals(wanted.getString(preset + ".key"))
                  && control.getString("mode.value").equals(wanted.getString(preset + ".mode"))
                  && control.getInt("bpm.value") == wanted.getInt(preset + ".bpm")
                  && control.getDouble("intensity.value")
                      == wanted.getDouble(preset + ".intensity");
            });
    assertThat(page.value("key")).isEqualTo(wanted.getString(preset + ".key"));
    assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(page.text("preset-text")).isEqualTo(wanted.getString(preset + ".description"));
  }

  @Test
  void aModeIsPlayedOnTheRootOfTheKey() {
    page.playUntilAudible();
    new Select(find("key")).selectByValue("E minor");
    new Select(find("mode")).selectByVisibleText("Phrygian");
    await()
        .atMost(SOON)
        .until(
            () -> RestAssured.get("/api/v1/control").jsonPath().get("mode.value"),
            "phrygian"::equals);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> page.text("now-playing"), text -> text.startsWith("E phrygian"));
    assertThat(page.value("mode")).isEqualTo("phrygian");

    // A new key comes in its own mode.
    new Select(find("key")).selectByValue("C major");
    await().atMost(SOON).until(() -> page.value("mode"), "major"::equals);
    await().atMost(SOON).until(() -> page.text("coming"), text -> text.startsWith("C major in"));
  }

  @Test
  void asksForTheTokenOnceAndKeepsItForTheSession() {
    page.run(
        """
        window.sent = [];
        window.WebSocket = class extends WebSocket {
          send(text) {
            const message = JSON.parse(text);
            if (message.type === 'control') sent.push(message);
            if (message.type !== 'control' || message.token === 'open sesame') {
              super.send(text);
            } else {
              const data = JSON.stringify({ type: 'error', code: 'INVALID_CONTROL', severity: 'error',
                message: 'token: nothing is not allowed; the control token of this server',
                errors: [{ field: 'token', value: 'nothing', allowed: 'the control token' }] });
              setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
            }
          }
        };
        """);
    page.playUntilAudible();
    String before = RestAssured.get("/api/v1/control").jsonPath().get("key.value");
    String key = before.equals("G major") ? "B minor" : "G major";
    new Select(find("key")).selectByValue(key);
    answer("wrong");
    await()
        .atMost(SOON)
        .until(() -> page.text("token-text"), text -> text.contains("not accepted"));
    answer("open sesame");
    await()
        .atMost(SOON)
        .until(() -> RestAssured.get("/api/v1/control").jsonPath().get("key.value"), key::equals);
    assertThat(find("token-dialog").isDisplayed()).isFalse();

    new Select(find("key")).selectByValue(before);
    await()
        .atMost(SOON)
        .until(
            () -> RestAssured.get("/api/v1/control").jsonPath().get("key.value"), before::equals);
    assertThat(page.run("return sent.map(({ token }) => token ?? null)"))
        .isEqualTo(Arrays.asList(null, "wrong", "open sesame", "open sesame"));
    assertThat(page.run("return sessionStorage.getItem('auralis.token')")).isEqualTo("open sesame");
  }

  @Test
  void putsTheControlsBackWhenNoTokenIsGiven() {
    page.run(
        """
        const ask = window.fetch;
        window.fetch = (path, options) => options?.method === 'POST'
            ? Promise.resolve(new Response('{"status":401,"title":"Unauthorized"}', { status: 401 }))
            : ask(path, options);
        """);
    String before = page.value("key");
    new Select(find("key")).selectByValue(before.equals("G major") ? "B minor" : "G major");
    await().atMost(SOON).until(() -> find("token-dialog").isDisplayed());
    find("token").sendKeys(Keys.ESCAPE);
    await().atMost(SOON).until(() -> page.value("key"), before::equals);
    assertThat(page.text("notice")).isEqualTo("The music stays as it is.");
  }

  private void answer(String token) {
    await().atMost(SOON).until(() -> find("token-dialog").isDisplayed());
    find("token").sendKeys(token, Keys.ENTER);
  }

  @Test
  void showsErrorsInPlainWords() {
    page.keepSockets();
    page.playUntilAudible();
    // On a busy machine another notice may take the place of this one.
    page.run(
        """
        window.notices = [];
        const notice = document.getElementById('notice');
        new MutationObserver(() => notices.push(notice.innerText))
            .observe(notice, { childList: true, characterData: true, subtree: true });
        """);
    // And the page may be between two connections.
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              page.run(
                  "sockets.findLast((socket) => socket.readyState === WebSocket.OPEN)"
                      + "?.send(JSON.stringify({ type: 'control', bpm: 1000 }))");
              return (Boolean) page.run("return notices.some((text) => text.includes('1000'))");
            });
    await().atMost(Duration.ofSeconds(10)).until(() -> page.text("notice"), String::isEmpty);
  }

  @Test
  void volumeAndMuteAreKept() {
    find("volume").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
    find("mute").click();
    page.driver().findElement(By.tagName("summary")).click();
    page.visit();
    assertThat(page.value("volume")).isEqualTo("0.01");
    assertThat(find("mute").getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(page.text("volume-text")).isEqualTo("Muted");
    assertThat(find("figures").isDisplayed()).as("the figures are still open").isTrue();
  }

  @Test
  void damagedSettingsDoNoHarm() {
    page.run("localStorage.setItem('auralis.settings', '{\"volume\":\"loud\",\"muted\":7')");
    page.visit();
    assertThat(page.value("volume")).isEqualTo("0.8");
  }

  @Test
  void fallsAsleep() {
    Object result =
        page.driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                import('/sleep-timer.js').then(({ SleepTimer }) => {
                  let now = 0;
                  const said = [];
                  const timer = new SleepTimer({
                    onTick: (left) => said.push(left),
                    onFade: (seconds) => said.push('fade ' + seconds),
                    onEnd: () => said.push('end'),
                  }, () => now);
                  timer.set(15);
                  now = 15 * 60_000 - 20_000; timer.tick(); timer.tick();
                  now += 20_000; timer.tick();
                  timer.set(30); timer.set(0);
                  done(said.map(String));
                });
                """);
    assertThat(result)
        .isEqualTo(List.of("900", "20", "fade 20", "20", "null", "end", "1800", "null"));

    new Select(find("sleep")).selectByVisibleText("30 minutes");
    assertThat(page.text("sleep-text")).isEqualTo("30 min left");
  }

  @Test
  void tellsTheSystemWhatPlays() {
    page.playUntilAudible();
    assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("playing");
    await()
        .atMost(SOON)
        .until(
            () -> page.run("return navigator.mediaSession.metadata.title"),
            title -> title.equals(page.text("now-playing")));
    page.click();
    assertThat(page.run("return navigator.mediaSession.playbackState")).isEqualTo("paused");
  }

  private WebElement find(String id) {
    return page.driver().findElement(By.id(id));
  }
}
