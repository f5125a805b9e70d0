package io.auralis.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * The packaged service as a process of its own, in a directory of its own; behind nginx where its
 * surroundings say so.
 */
public final class PackagedApplication implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Without the slow compiler, a start takes half the CPU time. */
  private static final String STARTS_FAST = "-XX:TieredStopAtLevel=1";

  /**
   * A range for each fork of the tests, below the ports that systems give to clients: no connection
   * takes one before the service does.
   */
  private static final int FIRST_PORT = Integer.getInteger("auralis.first-port", 20_000);

  private static final int PORTS = 1_000;

  /** Another build on this machine has the same ranges, and most likely begins elsewhere. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

  private final Process process;
  private final Path output;
  private final int port;
  private final Path directory;
  private final Surroundings surroundings;
  private Nginx nginx;

  private PackagedApplication(
      List<String> given,
      Path directory,
      Map<String, String> environment,
      int port,
      Surroundings surroundings) {
    this.port = port;
    this.directory = directory;
    this.surroundings = surroundings;
    this.output = directory.resolve("output.txt");
    Map<String, String> all = new TreeMap<>(surroundings.environment());
    all.putAll(environment);
    List<String> command = new ArrayList<>(exporting(all));
    command.addAll(given);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AURALIS_"));
    builder.environment().putAll(all);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The native image if the build has made one, otherwise the jar. */
  public static List<String> command() {
    return command(List.of());
  }

  /** The command with an option of the JVM, such as {@code -Dname=value}; it may undo ours. */
  static List<String> commandWith(String option) {
    return command(List.of(option));
  }

  private static List<String> command(List<String> options) {
    String runner = System.getProperty("auralis.runner", "");
    List<String> command = new ArrayList<>();
    if (!runner.isBlank()) {
      command.add(runner);
      options.stream().filter(option -> !option.startsWith("-XX:")).forEach(command::add);
      return command;
    }
    Path jar =
        Path.of(System.getProperty("auralis.build.directory", "target"))
            .resolve("quarkus-app/quarkus-run.jar")
            .toAbsolutePath();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add(STARTS_FAST);
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /**
   * What has to stand before a command so that variables with other characters than ASCII reach it
   * as UTF-8: this virtual machine would write them in the charset of its own locale.
   */
  private static List<String> exporting(Map<String, String> environment) {
    StringBuilder script = new StringBuilder();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getValue().chars().anyMatch(c -> c > 0x7e)) {
        script.append("export ").append(variable.getKey()).append("=\"$(printf '%b' '");
        for (byte one : variable.getValue().getBytes(StandardCharsets.UTF_8)) {
          script.append("\\0").append(Integer.toOctalString(one & 0xff));
        }
        script.append("')\"; ");
      }
    }
    return script.isEmpty()
        ? List.of()
        : List.of("/bin/sh", "-c", script.append("exec \"$@\"").toString(), "sh");
  }

  /** Starts without waiting; the port is in the environment or a {@code .env} file. */
  static PackagedApplication launch(Path directory, Map<String, String> environment, int port) {
    return launch(directory, environment, port, Surroundings.NONE);
  }

  /** The same in surroundings of a test's own. */
  static PackagedApplication launch(
      Path directory, Map<String, String> environment, int port, Surroundings surroundings) {
    return new PackagedApplication(
        command(surroundings.options()), directory, environment, port, surroundings);
  }

  /** The same by another command, which may be a shell around {@link #command()}. */
  static PackagedApplication launch(
      List<String> command, Path directory, Map<String, String> environment, int port) {
    return new PackagedApplication(command, directory, environment, port, Surroundings.NONE);
  }

  /** Starts on a free loopback port and waits until the service answers. */
  static PackagedApplication start(Path directory, Map<String, String> environment) {
    return start(directory, environment, Surroundings.NONE);
  }

  /** The same in surroundings of a test's own. */
  static PackagedApplication start(
      Path directory, Map<String, String> environment, Surroundings surroundings) {
    int port = freePort();
    Map<String, String> complete = new HashMap<>(environment);
    complete.put("AURALIS_PORT", String.valueOf(port));
    complete.put("AURALIS_HOST", "127.0.0.1");
    PackagedApplication application = launch(directory, complete, port, surroundings);
    application.awaitReady();
    return application;
  }

  /** A port on which nothing listens. */
  public static int freePort() {
    for (int tried = 0; tried < PORTS; tried++) {
      int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Something listens there: the next one.
      }
    }
    throw new IllegalStateException("No port is free from " + FIRST_PORT + " on");
  }

  /** Waits until the service answers, and nginx before it. */
  void awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("The process ended", () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> get("/q/health/ready").statusCode() == 200);
    if (surroundings.behindNginx()) {
      nginx = Nginx.start(Nginx.example(), directory.resolve("nginx"), port);
    }
  }

  /** Gets a page as a client does; health and metrics as the operator does, past nginx. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI server = path.startsWith("/q/") ? own() : uri();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(2)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Where clients find it. */
  URI uri() {
    return nginx == null ? own() : nginx.uri();
  }

  private URI own() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Asks the process to end, as Kubernetes does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it without a chance to tidy up, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  long pid() {
    return process.pid();
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
    if (nginx != null) {
      nginx.close();
    }
    process.destroyForcibly();
  }
}
