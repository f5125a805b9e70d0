package io.auralis.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a browser, with the moves of a listener. */
final class ListenerPage implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(5);

  /** Anything above is music, anything below could be a rounding error. */
  static final double AUDIBLE = 0.003;

  private final Browser browser;
  private final ChromeDriver driver;
  private final String address;

  private ListenerPage(Browser browser, String address) {
    this.browser = browser;
    this.driver = browser.driver();
    this.address = address;
  }

  /** Opens the page, with options of the browser, or has the test skipped if there is none. */
  static ListenerPage open(URL page, String... options) throws IOException {
    ListenerPage opened = new ListenerPage(Browser.start(options), page.toString());
    opened.visit();
    return opened;
  }

  /** Opens the page in the current window. */
  void visit() {
    visit("");
  }

  /** Opens the page with a query. */
  void visit(String query) {
    driver.get(address + query);
    await()
        .atMost(SOON)
        .until(
            () ->
                driver.findElement(By.id("music")).isEnabled()
                    && !driver.findElements(By.cssSelector("[data-preset]")).isEmpty());
  }

  Browser browser() {
    return browser;
  }

  ChromeDriver driver() {
    return driver;
  }

  void click() {
    driver.findElement(By.id("toggle")).click();
  }

  void playUntilAudible() {
    click();
    awaitSound();
  }

  void awaitSound() {
    await()
        .atMost(SOON)
        .until(() -> state().equals("playing") && Double.parseDouble(data("level")) > AUDIBLE);
  }

  /** One of stopped, connecting, playing and the like. */
  String state() {
    return data("state");
  }

  /** What the root element says of itself. */
  String data(String name) {
    return (String) run("return document.documentElement.dataset." + name);
  }

  long count(String name) {
    return Long.parseLong(data(name));
  }

  String text(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  String value(String id) {
    return driver.findElement(By.id(id)).getDomProperty("value");
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What axe-core finds: the rule, and the elements that break it. */
  List<?> violations() throws IOException {
    try (InputStream script = ListenerPage.class.getResourceAsStream("/axe.min.js")) {
      run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<?>)
        driver.executeAsyncScript(
            """
                const done = arguments[arguments.length - 1];
                axe.run().then(({ violations }) => done(violations.map(({ id, nodes }) =>
                    id + ': ' + nodes.map(({ html }) => html).join(' '))),
                  (failure) => done([String(failure)]));
                """);
  }

  /** Has the page's WebSockets kept within reach of the test; the last one is in use. */
  void keepSockets() {
    run(
        """
        window.sockets = [];
        window.WebSocket = class extends WebSocket {
          constructor(url) {
            super(url);
            sockets.push(this);
          }
        };
        """);
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
