package io.auralis.packaged;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Debian's nginx with a configuration as it stands, but for two addresses: where it listens, and
 * where the service is. Not thread-safe.
 */
public final class Nginx implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path EXAMPLE = Path.of("deploy/nginx.conf");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final Path configuration;
  private final int port;
  private Process process;

  private Nginx(Path directory, Path configuration, int port) {
    this.directory = directory;
    this.configuration = configuration;
    this.port = port;
  }

  /** Has the test skipped if nginx is not there. */
  public static void assumeInstalled() {
    assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed: apt-get install nginx");
  }

  /** The example that ships. */
  public static String example() {
    try {
      return Files.readString(EXAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it on a free port of this machine.
   *
   * @param configuration which listens on port 80, with {@code auralis:8000} as the service
   * @param directory for its files
   * @param service the service's port on this machine
   */
  public static Nginx start(String configuration, Path directory, int service) {
    assumeInstalled();
    int port = PackagedApplication.freePort();
    String own =
        configuration
            .replace("listen 80", "listen 127.0.0.1:" + port)
            .replace("auralis:8000", "127.0.0.1:" + service);
    try {
      Path file = Files.createDirectories(directory).resolve("nginx.conf");
      Nginx nginx = new Nginx(directory, Files.writeString(file, own), port);
      nginx.start();
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on the same port. */
  void start() throws IOException {
    Path log = directory.resolve("nginx.log");
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-p",
                directory.toAbsolutePath() + "/",
                "-c",
                configuration.toAbsolutePath().toString(),
                "-g",
                "daemon off; pid nginx.pid;")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .failFast(() -> failIfEnded(log))
        .ignoreExceptions()
        .until(() -> accepts(port));
  }

  private void failIfEnded(Path log) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("nginx ended: " + Files.readString(log));
    }
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  /** Its address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** SIGTERM: it ends at once, with all its connections. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nginx did not end");
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
