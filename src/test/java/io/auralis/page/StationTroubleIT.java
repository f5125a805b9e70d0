package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Stations that cannot be had, are gone, or may not be changed, and what the page says then. */
@QuarkusIntegrationTest
class StationTroubleIT extends OpenStations {

  private static final String GONE = "a".repeat(26);

  private static final String SOMEBODYS =
      "bbbbbbbbbbbbbbbbbbbbbbbbbb,theirs,"
          + "You are listening to somebody's station; only its maker can change it.";

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
    page.awaitSound();
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
    page.awaitSound();
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
}
