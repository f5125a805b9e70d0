package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with the page open, which must leave no error in the browser's console. */
abstract class OpenPage {

  @TestHTTPResource("/")
  URL address;

  ListenerPage page;

  @BeforeEach
  void open() throws IOException {
    page = ListenerPage.open(address);
  }

  @AfterEach
  void leave() throws IOException {
    if (page == null) {
      return;
    }
    try (ListenerPage closing = page) {
      assertThat(closing.browser().consoleErrors()).as("errors in the console").isEmpty();
    }
  }
}
