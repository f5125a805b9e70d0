package io.auralis.page;

import static org.awaitility.Awaitility.await;

import io.auralis.packaged.PackagedApplication;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service in a process of its own, for tests that kill it or set it up. */
final class Service implements AutoCloseable {

  private static final Path BUILD =
      Path.of(System.getProperty("auralis.build.directory", "target"));

  /** Two forks of the tests may have one each. */
  private static final String FILES = "service-" + System.getProperty("auralis.fork", "fork-1");

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final int port;
  private final Map<String, String> settings;
  private Process process;

  private Service(int port, Map<String, String> settings) {
    this.port = port;
    this.settings = settings;
  }

  /** Starts it on a free port of this machine and waits until it is ready. */
  static Service start(Map<String, String> settings) throws IOException {
    Service service = new Service(PackagedApplication.freePort(), settings);
    service.start();
    return service;
  }

  /** Starts it again on the same port. */
  void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PackagedApplication.command());
    builder.environment().putAll(settings);
    builder.environment().put("AURALIS_HOST", "127.0.0.1");
    builder.environment().put("AURALIS_PORT", Integer.toString(port));
    builder
        .environment()
        .put("AURALIS_LOG_FILE", BUILD.resolve(FILES + ".log").toAbsolutePath().toString());
    builder.redirectErrorStream(true).redirectOutput(BUILD.resolve(FILES + ".out").toFile());
    process = builder.start();
    await().atMost(LONGEST_START).until(this::isReady);
  }

  /** Ends it as a crash or a lost power supply does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  URL page() throws IOException {
    return new URL("http://127.0.0.1:" + port + "/");
  }

  private boolean isReady() {
    try {
      HttpURLConnection request =
          (HttpURLConnection) new URL(page(), "q/health/ready").openConnection();
      request.setConnectTimeout(1_000);
      request.setReadTimeout(1_000);
      return request.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
