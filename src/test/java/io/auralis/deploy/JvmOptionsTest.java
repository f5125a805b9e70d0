package io.auralis.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The options of the JVM that {@code quarkus:run} and the images bring. */
class JvmOptionsTest {

  private static final Path OPTIONS = Path.of("deploy/jvm.options");

  /** Images know their JVM. */
  private static final String FOR_OLD_JVMS = "-XX:+IgnoreUnrecognizedVMOptions";

  @Test
  void theImageHasTheSame() throws IOException {
    List<String> image = Files.readAllLines(Path.of("docker/jvm.options"));

    assertThat(options()).contains("-XX:+UseSerialGC", FOR_OLD_JVMS);
    assertThat(image).containsAll(options().stream().filter(o -> !o.equals(FOR_OLD_JVMS)).toList());
  }

  @Test
  void thisJvmTakesThem() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertThat(output(List.of(java, "@" + OPTIONS, "-version"), Map.of()))
        .contains("version")
        .doesNotContainIgnoringCase("warning")
        .doesNotContainIgnoringCase("unrecognized");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theRunCommandHandsThemOnAndNoOtherDoes(@TempDir Path home) throws Exception {
    Path maven = mavenOf(home);
    Files.createDirectories(maven.getParent());
    Files.writeString(maven, "#!/bin/sh\necho \"[${JDK_JAVA_OPTIONS-}]\"\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = Map.of("MAVEN_USER_HOME", home.toString());
    String wrapper = Path.of("mvnw").toAbsolutePath().toString();

    String run = output(List.of(wrapper, "package", "-DskipTests", "quarkus:run"), environment);
    assertThat(run.strip().replaceAll("[\\[\\]]", "").strip().split(" +"))
        .containsExactlyElementsOf(options());
    assertThat(output(List.of(wrapper, "verify"), environment).strip()).isEqualTo("[]");
    assertThat(
            output(
                    List.of(wrapper, "quarkus:run"),
                    Map.of("MAVEN_USER_HOME", home.toString(), "JDK_JAVA_OPTIONS", "-Xmx1g"))
                .strip())
        .isEqualTo("[-Xmx1g]");
  }

  private static List<String> options() throws IOException {
    return Files.readAllLines(OPTIONS).stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** Where the wrapper looks for Maven before it fetches it. */
  private static Path mavenOf(Path home) throws IOException {
    Properties wrapper = new Properties();
    try (var in = Files.newInputStream(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
      wrapper.load(in);
    }
    String url = wrapper.getProperty("distributionUrl");
    String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("-bin\\.zip$", "");
    return home.resolve("wrapper/dists")
        .resolve(name)
        .resolve(Integer.toHexString(url.hashCode()))
        .resolve("bin/mvn");
  }

  private static String output(List<String> command, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
