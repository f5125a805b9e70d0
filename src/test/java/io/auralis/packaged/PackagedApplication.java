package io.auralis.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, in a directory of its own. */
public final class PackagedApplication implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path output;
  private final int port;

  private PackagedApplication(
      List<String> command, Path directory, Map<String, String> environment, int port) {
    this.port = port;
    this.output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AURALIS_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The native image if the build has made one, otherwise the jar. */
  public static List<String> command() {
    String runner = System.getProperty("auralis.runner", "");
    if (!runner.isBlank()) {
      return List.of(runner);
    }
    Path jar =
        Path.of(System.getProperty("auralis.build.directory", "target"))
            .resolve("quarkus-app/quarkus-run.jar")
            .toAbsolutePath();
    return List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", jar.toString());
  }

  /** Starts without waiting; the port is in the environment or a {@code .env} file. */
  static PackagedApplication launch(Path directory, Map<String, String> environment, int port) {
    return launch(command(), directory, environment, port);
  }

  /** The same by another command, which may be a shell around {@link #command()}. */
  static PackagedApplication launch(
      List<String> command, Path directory, Map<String, String> environment, int port) {
    return new PackagedApplication(command, directory, environment, port);
  }

  /** Starts on a free loopback port and waits until the service answers. */
  static PackagedApplication start(Path directory, Map<String, String> environment) {
    int port = freePort();
    Map<String, String> complete = new HashMap<>(environment);
    complete.put("AURALIS_PORT", String.valueOf(port));
    complete.put("AURALIS_HOST", "127.0.0.1");
    PackagedApplication application = launch(directory, complete, port);
    application.awaitReady();
    return application;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("The process ended", () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> get("/q/health/ready").statusCode() == 200);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(2)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Asks the process to end, as Kubernetes does. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end and returns the exit code. */
  int awaitExit(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("The process did not end within " + atMost + ": " + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
