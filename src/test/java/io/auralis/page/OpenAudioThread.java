package io.auralis.page;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test with the page's audio thread in a browser, on a clock of its own. Each script makes all
 * that it uses, so one browser serves all tests of a class.
 */
abstract class OpenAudioThread {

  @TestHTTPResource("/")
  URL page;

  static AudioThread audio;

  @BeforeEach
  void open() throws IOException {
    if (audio == null) {
      audio = AudioThread.open(page);
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (audio != null) {
      audio.close();
      audio = null;
    }
  }
}
