package io.auralis.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.auralis.Main;
import io.auralis.image.Dockerfile.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void librariesAreTakenOutOfTheJarThatIsSlimAfterwards(@TempDir Path directory) throws Exception {
    Path original =
        Path.of(
            Class.forName("ai.onnxruntime.OrtSession", false, getClass().getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Path jar = Files.copy(original, directory.resolve("onnxruntime.jar"));
    Path target = directory.resolve("native");

    assertThat(run(0, UNPACK.toString(), jar.toString(), target.toString(), "slim")).isZero();

    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("libonnxruntime.so", "libonnxruntime4j_jni.so");
    }
    assertThat(Files.size(jar)).isLessThan(2_000_000);
    assertThat(run(0, UNPACK.toString(), jar.toString(), target.toString())).isEqualTo(1);
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

  private static void answer(HttpServer server, String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static int run(int port, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("AURALIS_PORT", String.valueOf(port));
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, first) -> first + ":" + path);
    return builder.start().waitFor();
  }
}
