package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.auralis.websocket.TestClient;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process ends well whenever it is asked to, and leaves nothing behind. */
@Tag("alone")
class StopIT {

  private static final Duration ENDS = Duration.ofSeconds(40);
  private static final int STOPS = 40;

  /** The last stops come when the service is ready. */
  private static final double OF_A_START = 1.2;

  /** As many as a small machine has cores: one after the other they would take twice as long. */
  private static final int AT_A_TIME = 2;

  @TempDir Path directory;

  /** A stop that went wrong, in words, or nothing. */
  private record Stop(long millis, String problem) {}

  @Test
  void aStopAtAnyMomentOfTheStartEndsTheProcessInOrder() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      double step = OF_A_START * millisOfAStart(pool) / STOPS;
      List<Future<Stop>> stops = new ArrayList<>();
      for (int stop = 1; stop <= STOPS; stop++) {
        // Somewhere within its step: the builds of a week together try every moment.
        long millis = Math.round((stop - ThreadLocalRandom.current().nextDouble()) * step);
        stops.add(pool.submit(() -> new Stop(millis, stopAfter(millis))));
      }
      List<Stop> wrong = new ArrayList<>();
      for (Future<Stop> stop : stops) {
        if (!stop.get().problem.isEmpty()) {
          wrong.add(stop.get());
        }
      }
      assertThat(wrong).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  /** The longest of as many starts at a time: a step for each machine, fast or slow. */
  private long millisOfAStart(ExecutorService pool) throws Exception {
    List<Future<Long>> starts = new ArrayList<>();
    for (int start = 0; start < AT_A_TIME; start++) {
      Path home = Files.createDirectory(directory.resolve("start-" + start));
      starts.add(
          pool.submit(
              () -> {
                long begin = System.nanoTime();
                try (PackagedApplication application = launch(home, home)) {
                  application.awaitReady();
                  return (System.nanoTime() - begin) / 1_000_000;
                }
              }));
    }
    long longest = 0;
    for (Future<Long> start : starts) {
      longest = Math.max(longest, start.get());
    }
    return longest;
  }

  private String stopAfter(long millis) throws Exception {
    Path home = Files.createTempDirectory(directory, "stop-" + millis + "-");
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    try (PackagedApplication application = launch(home, temporary)) {
      Thread.sleep(millis);
      application.terminate();
      int code = application.awaitExit(ENDS);
      String output = application.output();
      if (code != 143) {
        return "exit code " + code + ": " + output;
      }
      if (output.contains("ERROR") || output.contains("WARN") || output.contains("Exception")) {
        return output;
      }
    }
    return left(home, temporary);
  }

  /** What is there and should not be. */
  private static String left(Path home, Path temporary) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("hs_err") || name.startsWith("core"))
          .forEach(found::add);
    }
    if (Files.exists(temporary)) {
      try (Stream<Path> files = Files.walk(temporary)) {
        files.filter(file -> !file.equals(temporary)).map(Path::toString).forEach(found::add);
      }
    }
    return found.isEmpty() ? "" : "left behind: " + found;
  }

  @ParameterizedTest
  @CsvSource({"HUP, 1", "INT, 2", "TERM, 15"})
  @EnabledOnOs(OS.LINUX)
  void eachSignalHasItsOwnCodeAlsoWhenItComesTwice(String signal, int number) throws Exception {
    assumeThat(ignored(number))
        .as("this process ignores SIG%s, so would its child", signal)
        .isFalse();
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    try (PackagedApplication application = launch(directory, temporary);
        TestClient client = connected(application)) {
      client.awaitAudio(2);

      signal(application, signal);
      await().atMost(ENDS).until(() -> application.output().contains("Going away"));
      signal(application, "TERM");

      assertThat(client.awaitClose()).isEqualTo(1001);
      assertThat(application.awaitExit(ENDS)).isEqualTo(128 + number);
      assertThat(application.output()).doesNotContain("ERROR", "Exception");
    }
    assertThat(left(directory, temporary)).isEmpty();
  }

  @Test
  void whatKilledProcessesLeftIsRemovedByTheNextStart() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    List<Long> sizes = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      try (PackagedApplication application = launch(directory, temporary)) {
        application.awaitReady();
        application.kill();
        sizes.add(size(temporary));
      }
    }
    assertThat(sizes).allMatch(size -> size < 1.1 * sizes.get(0));
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).hasSize(1);
    }

    try (PackagedApplication application = launch(directory, temporary)) {
      application.awaitReady();
      application.terminate();
      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutAnOptionItKeepsItsFilesInADirectoryOfTheSystemsAndRemovesIt() throws Exception {
    Path scratch;
    try (PackagedApplication application =
        PackagedApplication.start(directory, Map.of("AURALIS_DRAIN_DELAY_SEC", "0"))) {
      String mapped = Files.readString(Path.of("/proc/" + application.pid() + "/maps"));
      Matcher library =
          Pattern.compile("(/\\S*/auralis-\\d+)/\\S*libonnxruntime.so").matcher(mapped);
      assertThat(library.find()).as("a library of its own is mapped").isTrue();
      scratch = Path.of(library.group(1));
      assertThat(scratch).isDirectory().hasParent(Path.of("/tmp"));
      application.terminate();
      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
    }
    assertThat(scratch).doesNotExist();
  }

  @Test
  void aPortThatIsTakenEndsItToo() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path second = Files.createDirectory(directory.resolve("second"));
    int port = PackagedApplication.freePort();
    Map<String, String> environment = environment(port);
    try (PackagedApplication first =
        PackagedApplication.launch(command(temporary), directory, environment, port)) {
      first.awaitReady();
      try (PackagedApplication late =
          PackagedApplication.launch(command(temporary), second, environment, port)) {
        assertThat(late.awaitExit(ENDS)).isEqualTo(2);
      }
      assertThat(left(second, second.resolve("none"))).isEmpty();
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left).as("the first one's alone").hasSize(1);
      }
    }
  }

  @Test
  void aDirectoryForTemporaryFilesThatIsNotThereIsToldOf() throws Exception {
    try (PackagedApplication application = launch(directory, directory.resolve("missing"))) {
      assertThat(application.awaitExit(ENDS)).isEqualTo(2);
      assertThat(application.output())
          .contains(
              "Auralis cannot start:", "missing cannot take temporary files", "java.io.tmpdir")
          .doesNotContain("\tat ");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereNothingMayBeExecutedItSaysSoAndThatItIsDegraded() throws Exception {
    // Given: a file system of its own, if this user may mount one
    Path temporary = Files.createDirectory(directory.resolve("noexec"));
    String mount = "mount -t tmpfs -o noexec,size=128m tmpfs '" + temporary + "'";
    assumeThat(run("unshare", "-m", "sh", "-c", mount))
        .as("this user may mount file systems: unshare -m and mount")
        .isZero();
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
    command.add(mount + " && exec \"$@\"");
    command.add("sh");
    command.addAll(command(temporary));
    int port = PackagedApplication.freePort();

    // When
    try (PackagedApplication application =
        PackagedApplication.launch(command, directory, environment(port), port)) {
      application.awaitReady();

      // Then
      assertThat(application.get("/q/health/ready").body())
          .contains(
              "\"degraded\": true",
              "\"tier\": \"samples\"",
              temporary.toString(),
              "noexec",
              "set -Djava.io.tmpdir to a directory that allows it");
      assertThat(application.output().lines().filter(line -> line.contains("WARN")))
          .singleElement()
          .asString()
          .contains("The ONNX graph on the CPU cannot be used", "noexec", temporary.toString());
      application.terminate();
      assertThat(application.awaitExit(ENDS)).isEqualTo(143);
    }
  }

  private static PackagedApplication launch(Path home, Path temporary) {
    int port = PackagedApplication.freePort();
    return PackagedApplication.launch(command(temporary), home, environment(port), port);
  }

  private static List<String> command(Path temporary) {
    return PackagedApplication.commandWith("-Djava.io.tmpdir=" + temporary);
  }

  private static Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AURALIS_PORT", String.valueOf(port));
    environment.put("AURALIS_HOST", "127.0.0.1");
    environment.put("AURALIS_DRAIN_DELAY_SEC", "0.2");
    environment.put("AURALIS_DRAIN_SPREAD_SEC", "0.2");
    return environment;
  }

  private static TestClient connected(PackagedApplication application) {
    application.awaitReady();
    return TestClient.connect(application.uri());
  }

  private static void signal(PackagedApplication application, String name)
      throws IOException, InterruptedException {
    run("kill", "-" + name, String.valueOf(application.pid()));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** A shell that starts this in the background may have it ignore signals, and a child with it. */
  private static boolean ignored(int signal) throws IOException {
    String mask =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .split("\\s+")[1];
    return new BigInteger(mask, 16).testBit(signal - 1);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
