package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.Select;

/** Stations as listeners have them: the page in browsers, and a service that plays several. */
@QuarkusIntegrationTest
class StationsIT {

  /** A bar, the lead, a buffer, and a slow machine. */
  private static final Duration NEXT_BAR = Duration.ofSeconds(15);

  private Service service;
  private ListenerPage page;

  @BeforeEach
  void open() throws IOException {
    service =
        Service.start(
            Map.of(
                "AURALIS_STATIONS_NIGHT_TITLE", "Night garden",
                "AURALIS_STATIONS_NIGHT_PRESET", "sleep",
                "AURALIS_STATIONS_NIGHT_CONTROL", "locked"));
    page = ListenerPage.open(service.page());
  }

  @AfterEach
  void leave() throws IOException {
    try (Service ending = service;
        ListenerPage closing = page) {
      if (ending != null && closing != null) {
        assertThat(closing.browser().consoleErrors()).as("errors in the console").isEmpty();
      }
    }
  }

  @Test
  void playsTheStationThatIsChosen() {
    page.run("window.sameVisit = true");
    page.playUntilAudible();
    await().atMost(SOON).until(() -> page.text("now-playing"), "A minor · 70 BPM"::equals);
    choose("night");
    await().atMost(SOON).until(() -> page.text("now-playing"), "F major · 42 BPM"::equals);
    page.awaitSound();
    assertThat(page.run("return location.search")).isEqualTo("?station=night");
    await().atMost(SOON).until(() -> page.value("key"), "F major"::equals);
    assertThat(find("key").isDisplayed()).as("the controls are locked").isFalse();
    await().atMost(SOON).until(() -> !page.text("chord").isBlank());

    choose("main");
    await().atMost(SOON).until(() -> page.text("now-playing"), "A minor · 70 BPM"::equals);
    assertThat(page.run("return location.search")).isEqualTo("");
    assertThat(page.run("return sameVisit")).isEqualTo(true);
  }

  @Test
  void changesItsOwnStationAndNobodyElses() throws IOException {
    page.playUntilAudible();
    String shared = page.driver().getWindowHandle();
    page.driver().switchTo().newWindow(WindowType.WINDOW);
    page.visit();
    page.playUntilAudible();
    await().atMost(SOON).until(() -> page.text("now-playing"), "A minor · 70 BPM"::equals);
    await().atMost(SOON).until(() -> !page.text("chord").isBlank());
    find("mine").click();
    await().atMost(NEXT_BAR).until(() -> page.data("control"), "mine"::equals);
    await().atMost(SOON).until(() -> page.text("now-playing"), "A minor · 70 BPM"::equals);
    page.awaitSound();
    new Select(find("key")).selectByValue("E major");
    await().atMost(NEXT_BAR).until(() -> page.text("now-playing"), "E major · 70 BPM"::equals);
    String link = (String) page.run("return location.href");
    String token = (String) page.run("return JSON.stringify(sessionStorage)");
    token = token.replaceAll(".*token[\\\\]*\":[\\\\]*\"([\\w-]+).*", "$1");
    String maker = page.driver().getWindowHandle();

    page.driver().switchTo().window(shared);
    assertThat(page.text("now-playing")).isEqualTo("A minor · 70 BPM");
    assertThat(page.text("coming")).isEmpty();
    assertThat(page.value("key")).isEqualTo("A minor");
    page.awaitSound();
    page.driver().switchTo().window(maker);

    try (ListenerPage other = ListenerPage.open(new URL(link))) {
      assertThat(other.state()).as("it waits for a press of play").isEqualTo("stopped");
      other.playUntilAudible();
      await().atMost(SOON).until(() -> other.text("now-playing"), "E major · 70 BPM"::equals);
      assertThat(other.data("station")).isEqualTo(page.data("station"));
      assertThat(other.data("control")).isEqualTo("theirs");
      assertThat(other.driver().findElement(By.id("key")).isDisplayed()).isFalse();

      RestAssured.given()
          .header("Authorization", "Bearer " + token)
          .delete(service.page() + "api/v1/stations/" + page.data("station"))
          .then()
          .statusCode(204);
      await().atMost(SOON).until(other::state, "ended"::equals);
      assertThat(other.text("state")).isEqualTo("This station has ended");
      other.driver().findElement(By.id("replace")).click();
      other.awaitSound();
      assertThat(other.data("station")).isEqualTo("main");
    }
    await().atMost(SOON).until(page::state, "ended"::equals);
    find("renew").click();
    page.awaitSound();
    assertThat(page.data("control")).isEqualTo("mine");
    await().atMost(SOON).until(() -> page.text("now-playing"), "E major · 70 BPM"::equals);
  }

  private void choose(String station) {
    find("channels").findElement(By.cssSelector("[data-station=" + station + "]")).click();
    await().atMost(SOON).until(() -> page.data("station"), station::equals);
  }

  private WebElement find(String id) {
    return page.driver().findElement(By.id(id));
  }
}
