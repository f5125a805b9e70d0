package io.auralis.page;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with the page's audio thread in a browser, on a clock of its own. */
abstract class OpenAudioThread {

  @TestHTTPResource("/")
  URL page;

  AudioThread audio;

  @BeforeEach
  void open() throws IOException {
    audio = AudioThread.open(page);
  }

  @AfterEach
  void close() throws IOException {
    if (audio != null) {
      audio.close();
    }
  }
}
