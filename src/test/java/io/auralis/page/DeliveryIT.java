package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page with a server that offers Opus and wants a token for controls. */
class DeliveryIT {

  private static final String TOKEN = "open sesame";

  private Service service;
  private ListenerPage page;

  @BeforeEach
  void open() throws IOException {
    service = Service.start(Map.of("AURALIS_CONTROL_TOKEN", TOKEN, "AURALIS_ENABLE_OPUS", "true"));
    page = ListenerPage.open(service.page());
  }

  @AfterEach
  void leave() throws IOException {
    try (Service ending = service;
        ListenerPage closing = page) {
      if (closing != null && ending != null) {
        assertThat(closing.browser().consoleErrors())
            .as("errors in the console")
            .allMatch(text -> text.contains("401"));
      }
    }
  }

  @Test
  void playsOpusAndGoesOnWhereItWas() {
    page.keepSockets();
    page.run(
        """
        const listen = WebSocket;
        window.resumed = [];
        window.WebSocket = class extends listen {
          constructor(url) {
            super(url);
            this.addEventListener('message', ({ data }) => {
              if (typeof data === 'string' && data.includes('resumed')) {
                resumed.push(JSON.parse(data).resumed);
              }
            });
          }
        };
        """);
    page.playUntilAudible();
    await().atMost(SOON).until(() -> page.text("status-short"), text -> text.startsWith("Opus"));
    assertThat(page.run("return sockets.map(({ url }) => new URL(url).search)"))
        .as("no connection was refused")
        .isEqualTo(List.of("?format=opus"));
    long last = page.count("lastChunk");
    page.run("sockets.at(-1).close()");
    await().atMost(SOON).until(() -> page.count("lastChunk") > last + 5);
    assertThat(page.run("return resumed[0]")).isEqualTo(true);
    assertThat(page.count("dropped")).isZero();
  }

  @Test
  void asksForTheTokenOverTheStreamAndOverRest() {
    String before = page.value("key");
    preset();
    answer("wrong");
    await()
        .atMost(SOON)
        .until(() -> page.text("token-text"), text -> text.contains("not accepted"));
    answer(TOKEN);
    await().atMost(SOON).until(() -> !page.driver().findElement(By.id("token")).isDisplayed());
    await().atMost(SOON).until(() -> !page.value("key").equals(before));

    page.run("sessionStorage.clear()");
    page.visit();
    page.playUntilAudible();
    preset();
    answer(TOKEN);
    await().atMost(SOON).until(() -> !page.text("coming").isBlank());
  }

  private void preset() {
    // The first that does not play already.
    page.driver().findElement(By.cssSelector("[data-preset][aria-pressed=false]")).click();
  }

  private void answer(String token) {
    await().atMost(SOON).until(() -> page.driver().findElement(By.id("token")).isDisplayed());
    page.driver().findElement(By.id("token")).sendKeys(token, Keys.ENTER);
  }
}
