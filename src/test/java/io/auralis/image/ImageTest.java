package io.auralis.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import io.auralis.Main;
import io.auralis.image.Dockerfile.Stage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images' recipes: what can be known of them without building. */
class ImageTest {

  private static final Path HEALTHCHECK = Path.of("docker/healthcheck.sh").toAbsolutePath();
  private static final Path UNPACK = Path.of("docker/unpack-native.sh").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
  void basesArePinnedAndStagesExist(String name) throws IOException {
    Dockerfile file = Dockerfile.read(Path.of(name));

    List<String> known = new ArrayList<>();
    for (Stage stage : file.stages()) {
      if (stage.base().startsWith("runtime-${")) {
        assertThat(file.arguments()).contains("VARIANT=cpu");
        assertThat(known).contains("runtime-cpu", "runtime-cuda");
      } else {
        // A tag that says which version, never what is newest.
        assertThat(stage.base()).matches("[a-z0-9./-]+:[a-z0-9._-]*\\d[a-z0-9._-]*");
      }
      for (String copy : stage.all("COPY")) {
        if (copy.startsWith("--from=")) {
          assertThat(known).contains(copy.substring("--from=".length(), copy.indexOf(' ')));
        }
      }
      known.add(stage.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
  void whatIsCopiedExistsAndReachesTheBuild(String name) throws IOException {
    List<String> allowed =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();

    for (Stage stage : Dockerfile.read(Path.of(name)).stages()) {
      for (String copy : stage.all("COPY")) {
        if (copy.startsWith("--from=")) {
          continue;
        }
        List<String> words = List.of(copy.split(" "));
        for (String source : words.subList(0, words.size() - 1)) {
          assertThat(Path.of(source)).exists();
          assertThat(allowed)
              .anyMatch(entry -> source.equals(entry) || source.startsWith(entry + "/"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
  void theImageRunsAsNobodyAnswersOnItsPortAndChecksItself(String name) throws IOException {
    Stage image = Dockerfile.read(Path.of(name)).last();

    assertThat(image.all("USER")).containsExactly("10001:10001");
    assertThat(image.all("EXPOSE")).containsExactly("8000");
    assertThat(image.all("HEALTHCHECK"))
        .singleElement()
        .asString()
        .endsWith("CMD [\"/app/healthcheck.sh\"]");
    assertThat(image.all("COPY")).anyMatch(copy -> copy.contains("docker/healthcheck.sh"));
    // The root file system may be read-only: the log is all that is written.
    assertThat(image.all("ENV")).contains("AURALIS_LOG_FILE=/tmp/auralis.log");
    // The process itself gets SIGTERM, not a shell.
    assertThat(image.all("ENTRYPOINT")).singleElement().asString().startsWith("[");
    assertThat(image.all("ADD")).isEmpty();
  }

  @Test
  void imagesAreBuiltByTheRepositorysOwnCommands() throws IOException {
    List<String> jvm = Dockerfile.read(Path.of("Dockerfile.jvm")).stage("build").all("RUN");
    List<String> binary = Dockerfile.read(Path.of("Dockerfile.native")).stage("build").all("RUN");
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(jvm.get(0)).contains("./mvnw ", "package -DskipTests", "-P$VARIANT");
    assertThat(binary.get(0)).contains("./mvnw ", "package -Dnative -DskipTests");
    assertThat(pom).contains("<id>cuda</id>", "<id>native</id>");
    assertThat(Path.of("mvnw")).isExecutable();
  }

  @Test
  void theClassCacheIsMadeAndUsedWithTheSameOptions() throws IOException {
    Stage image = Dockerfile.read(Path.of("Dockerfile.jvm")).last();
    String warmUp = Files.readString(Path.of("docker/warm-up.sh"));

    assertThat(image.all("RUN")).containsExactly("/app/warm-up.sh /app");
    assertThat(warmUp)
        .contains(
            "\"@$app/jvm.options\" \"@$app/classpath.options\"",
            "-XX:AOTCacheOutput=\"$app/auralis.aot\"");
    assertThat(image.all("ENTRYPOINT").get(0))
        .contains("\"@/app/jvm.options\"", "\"@/app/classpath.options\"")
        .contains("\"-XX:AOTCache=/app/auralis.aot\"", Main.class.getName());
    assertThat(Files.readString(Path.of("docker/jvm.options")))
        .contains("-Donnxruntime.native.path=/app/native");
    assertThat(Dockerfile.read(Path.of("Dockerfile.native")).last().all("ENTRYPOINT").get(0))
        .contains("-Donnxruntime.native.path=/app/native");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theHealthcheckBelievesTheStatusAndNothingElse() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/q/health/live", 200);
    answer(server, "/full", 503);
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertThat(run(port, HEALTHCHECK.toString())).isZero();
      assertThat(run(port, HEALTHCHECK.toString(), "/q/health/live")).isZero();
      assertThat(run(port, HEALTHCHECK.toString(), "/full")).isEqualTo(1);
      assertThat(run(port, HEALTHCHECK.toString(), "/none")).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(run(port, HEALTHCHECK.toString())).isEqualTo(1);
  }

  @ParameterizedTest
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  @CsvSource({
    "127.0.0.2, 127.0.0.2, 0",
    "127.0.0.2, ' 127.0.0.2 ', 0",
    "127.0.0.2, 127.0.0.1, 1",
    "127.0.0.2, 0.0.0.0, 1",
    "127.0.0.1, '', 0",
    "127.0.0.1, ' ', 0",
    "127.0.0.1, 0.0.0.0, 0",
    "127.0.0.1, ::, 0",
    "127.0.0.1, localhost, 0",
    "::1, ::1, 0",
    "::1, [::1], 0",
    "::1, ::, 0",
    "::1, 127.0.0.1, 1"
  })
  void theHealthcheckAsksTheHostThatIsBound(String bound, String setting, int code)
      throws Exception {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(bound, 0), 0);
    } catch (BindException e) {
      assumeThat(bound).as("this machine has no IPv6").doesNotContain(":");
      throw e;
    }
    server.createContext("/q/health/live", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThat(run(port, "env", "AURALIS_HOST=" + setting, HEALTHCHECK.toString()))
          .isEqualTo(code);
      assertThat(
              run(
                  port,
                  "env",
                  "AURALIS_PORT= " + port + "\r\n",
                  "AURALIS_HOST=" + setting,
                  HEALTHCHECK.toString()))
          .isEqualTo(code);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withTlsTheHealthcheckAsksWhetherThePortAnswers() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();

      // Nobody accepts: the connection stands, but nothing comes.
      assertThat(runWithTls(port)).isEqualTo(1);

      Thread hangsUp =
          new Thread(
              () -> {
                try {
                  while (true) {
                    socket.accept().close();
                  }
                } catch (IOException e) {
                  // The test is over.
                }
              });
      hangsUp.start();
      assertThat(runWithTls(port)).isZero();
    }
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void librariesAreTakenOutOfTheJarsThatAreSlimAfterwards(@TempDir Path directory)
      throws Exception {
    Path onnx =
        Files.copy(jarOf("ai/onnxruntime/OrtSession.class"), directory.resolve("onnxruntime.jar"));
    for (String processor : List.of("x86_64", "aarch_64")) {
      String library = "META-INF/native/libnetty_transport_native_epoll_" + processor + ".so";
      Files.copy(jarOf(library), directory.resolve("epoll-linux-" + processor + ".jar"));
    }
    String[] jars = {"onnxruntime.jar", "epoll-linux-x86_64.jar", "epoll-linux-aarch_64.jar"};

    assertThat(unpack(directory, jars)).isZero();

    List<String> libraries = namesIn(directory.resolve("native"));
    assertThat(libraries)
        .hasSize(3)
        .contains("libonnxruntime.so", "libonnxruntime4j_jni.so")
        .anyMatch(name -> name.startsWith("libnetty_transport_native_epoll_"));
    assertThat(Files.size(onnx)).isLessThan(2_000_000);
    assertThat(unpack(directory, jars)).isEqualTo(1);
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void withoutOnnxRuntimeNothingIsUnpacked(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("other.jar"), "");

    assertThat(unpack(directory, "other.jar")).isEqualTo(1);
  }

  @Test
  void theBinarysLibrariesComeFromTheVersionThatTheBuildHas() throws IOException {
    String build =
        String.join(" ", Dockerfile.read(Path.of("Dockerfile.native")).stage("build").all("RUN"));
    String tag = "<onnxruntime.version>";

    assertThat(build).contains(tag, "KEEP_JARS=yes docker/unpack-native.sh target/native");
    assertThat(Files.readAllLines(Path.of("pom.xml")))
        .filteredOn(line -> line.contains(tag))
        .hasSize(1);
  }

  @Test
  void theNativeLibrariesAreFoundWhereTheImageHasThem() throws IOException {
    Stage image = Dockerfile.read(Path.of("Dockerfile.jvm")).last();

    assertThat(image.all("COPY")).contains("--from=build /build/target/native /app/native");
    // Netty would unpack its own into /tmp, which need not be executable, and else do without it.
    assertThat(Files.readAllLines(Path.of("docker/jvm.options")))
        .contains("-Donnxruntime.native.path=/app/native", "-Djava.library.path=/app/native");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void scriptsCanBeReadByTheirShell() throws Exception {
    Set<String> scripts = Set.of("healthcheck.sh", "warm-up.sh", "unpack-native.sh");
    for (String script : scripts) {
      Path file = Path.of("docker", script);
      assertThat(file).isExecutable();
      assertThat(run(0, "bash", "-n", file.toString())).isZero();
    }
  }

  private static int unpack(Path directory, String... jars) throws Exception {
    List<String> command = new ArrayList<>(List.of(UNPACK.toString(), "native"));
    command.addAll(List.of(jars));
    return run(directory, 0, command.toArray(String[]::new));
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path jarOf(String resource) throws Exception {
    URL location = ImageTest.class.getClassLoader().getResource(resource);
    assertThat(location).describedAs(resource).isNotNull();
    return Path.of(((JarURLConnection) location.openConnection()).getJarFileURL().toURI());
  }

  private static void answer(HttpServer server, String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static int runWithTls(int port) throws Exception {
    return run(port, "env", "AURALIS_ENABLE_SSL=true", HEALTHCHECK.toString());
  }

  private static int run(int port, String... command) throws Exception {
    return run(Path.of("").toAbsolutePath(), port, command);
  }

  private static int run(Path directory, int port, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("AURALIS_PORT", String.valueOf(port));
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, first) -> first + ":" + path);
    return builder.start().waitFor();
  }
}
