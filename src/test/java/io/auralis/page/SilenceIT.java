package io.auralis.page;

import static io.auralis.page.ListenerPage.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Silence that is not the device's: the page does not call it playing. */
@QuarkusIntegrationTest
class SilenceIT extends OpenPage {

  private static final Duration NOTICED = Duration.ofSeconds(15);

  @Test
  void saysThatTheListenerMutedIt() {
    page.playUntilAudible();
    page.driver().findElement(By.id("mute")).click();
    assertThat(page.text("state")).isEqualTo("Playing, muted");
    assertThat(page.state()).isEqualTo("playing");
    page.driver().findElement(By.id("mute")).click();
    assertThat(page.text("state")).isEqualTo("Playing");
    page.run(
        """
        const volume = document.getElementById('volume');
        volume.value = 0;
        volume.dispatchEvent(new Event('input'));
        """);
    assertThat(page.text("state")).isEqualTo("Playing, muted");
  }

  @Test
  void saysThatTheServerSendsSilence() {
    listen();
    page.run("change = (data) => new Uint8Array(data, 24).fill(0)");
    await().atMost(NOTICED).until(page::state, "silent"::equals);
    assertThat(page.text("state")).isEqualTo("The server sends silence");
    page.run("change = (data) => data");
    page.awaitSound();
  }

  /** A connection that answers but plays nothing is as dead as one that says nothing. */
  @Test
  void connectsAnewWhereNoAudioComes() {
    withholdAudio();
    await().atMost(SOON).until(page::state, "buffering"::equals);
    assertThat(page.text("state")).isEqualTo("Waiting for sound");
    await().atMost(NOTICED).until(() -> (Long) page.run("return sockets.length") == 2);
    page.awaitSound();
  }

  @Test
  void aPageThatComesBackDoesNotWaitForADeadConnection() {
    withholdAudio();
    await().atMost(SOON).until(page::state, "buffering"::equals);
    await()
        .atMost(Duration.ofSeconds(6))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              page.run("window.dispatchEvent(new Event('focus'))");
              return (Long) page.run("return sockets.length") == 2;
            });
    page.awaitSound();
  }

  private void withholdAudio() {
    listen();
    page.run("change = () => null");
  }

  /** Plays, with {@code change} between the network and the page: audio as it comes, or null. */
  private void listen() {
    page.keepSockets();
    page.run(
        """
        window.change = (data) => data;
        const Plain = WebSocket;
        window.WebSocket = class extends Plain {
          constructor(url) {
            super(url);
            if (sockets.length > 1) change = (data) => data;
          }
          addEventListener(type, listener) {
            super.addEventListener(type, (event) => {
              if (!(event.data instanceof ArrayBuffer) || change(event.data)) {
                listener(event);
              }
            });
          }
        };
        """);
    page.playUntilAudible();
  }
}
