package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever setting is wrong, the packaged service says so in a line and ends with 2. */
class WrongSettingsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AURALIS_TRUSTED_PROXIES | 10.0.0.0/33         | AURALIS_TRUSTED_PROXIES=10.0.0.0/33 is not allowed: it must be addresses like
          AURALIS_HOST            | no-such.invalid     | AURALIS_HOST=no-such.invalid is not allowed: it must be an address of this machine
          AURALIS_HOST            | 192.0.2.1           | AURALIS_HOST=192.0.2.1 is not allowed: it must be an address of this machine
          AURALIS_CORS_ORIGINS    | https://*.example   | AURALIS_CORS_ORIGINS=https://*.example is not allowed: it must be origins as
          AURALIS_LOG_LEVEL       | ${x                 | AURALIS_LOG_LEVEL=${x is not allowed: it must be one of DEBUG, INFO, WARNING, ERROR
          AURALIS_SEED            | ${AURALIS_PORT}     | AURALIS_SEED=${AURALIS_PORT} is not allowed: it must be a whole number
          AURALIS_ENABLE_SSL      | true                | AURALIS_ENABLE_SSL=true needs AURALIS_SSL_CERT_PATH: the path of a PEM file
          AURALIS_STATIONS_DEEP_SLEEP_BPM | ${x       | AURALIS_STATIONS_DEEP_SLEEP_BPM=${x is not allowed: it must be a whole number from 40 to 200
          AURALIS_PORT            | tcp://10.0.0.1:8000 | AURALIS_PORT=tcp://10.0.0.1:8000 is not allowed: it must be a whole number from 1 to 65535. Kubernetes
          """)
  void aWrongSettingStopsTheStart(String variable, String value, String expected) throws Exception {
    refused(Map.of(variable, value), expected);
  }

  @Test
  void aRequiredDeviceThatIsNotThereStopsTheStart() throws Exception {
    assertThat(refusal(Map.of("AURALIS_DEVICE", "mps", "AURALIS_DEVICE_REQUIRED", "true")))
        .contains("Auralis cannot start:")
        .contains("AURALIS_DEVICE_REQUIRED=true and AURALIS_DEVICE=mps, but ");
  }

  @Test
  void patchesThatAreWrongStopTheStart() throws Exception {
    Path models = Files.createDirectory(directory.resolve("models"));
    Files.writeString(models.resolve("patches.json"), "{}");

    assertThat(refusal(Map.of("AURALIS_MODEL_DIR", models.toString())))
        .contains("Auralis cannot start:")
        .contains("AURALIS_MODEL_DIR: " + models.resolve("patches.json") + " has no patch for");
  }

  @Test
  void aPortThatIsTakenStopsTheStartBeforeAnythingIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      refused(
          Map.of("AURALIS_PORT", port),
          "AURALIS_PORT=" + port + " is not allowed: it must be a port that is free; another");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPortThatNeedsMoreRightsStopsTheStart() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/setpriv"))).isTrue();
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    // By lines: it gives all that it has to the first read, and nothing to a second.
    assumeThat(Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start")))
        .containsExactly("1024");
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_bind_service"));
    command.addAll(PackagedApplication.command());

    try (PackagedApplication application =
        PackagedApplication.launch(command, directory, local(Map.of("AURALIS_PORT", "81")), 0)) {
      assertThat(application.awaitExit(PATIENCE)).isEqualTo(2);
      assertThat(application.output())
          .startsWith("Auralis cannot start:\n  AURALIS_PORT=81 is not allowed: it must be a port")
          .contains("needs more rights");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .env                          | AURALIS_SEED=1~# \u00fc        | .env, line 2: the byte 0xFC is no UTF-8; save the file as UTF-8
          .env                          | AURALIS_CONTROL_TOKEN="sesame  | .env, line 1: the quote before the value of AURALIS_CONTROL_TOKEN is not closed
          .env                          | sesame open                    | .env, line 1: it is no assignment NAME=value and no comment
          .env                          | AURALIS_DEFAULT_BPM="fast"     | AURALIS_DEFAULT_BPM=fast is not allowed: it must be a whole number from 40 to 200
          .env                          | AURALIS_STATIONS_DEEP_SLEEP_CONTROL="token" | AURALIS_STATIONS_DEEP_SLEEP_CONTROL=token needs AURALIS_CONTROL_TOKEN: the token that a control must show
          config/application.yaml       | auralis: {port: 8000           | config/application.yaml, line 1: it is not YAML:
          config/application.yaml       | auralis: {port: {a: 1}}        | config/application.yaml, line 1: AURALIS_PORT must be one value, and port is several
          config/application.yaml       | auralis: {default-bpm: 300}    | AURALIS_DEFAULT_BPM=300 is not allowed: it must be a whole number from 40 to 200
          config/application.properties | auralis.default-bpm=${x}       | AURALIS_DEFAULT_BPM=${x} is not allowed: it must be a whole number from 40 to 200
          """)
  void aFileThatIsWrongStopsTheStart(String file, String text, String expected) throws Exception {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, text.replace("~", "\n").getBytes(StandardCharsets.ISO_8859_1));

    refused(Map.of(), expected);
  }

  @Test
  void bytesOfAnotherCharsetAreRefusedWithoutTheToken() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "export LC_ALL=C AURALIS_CONTROL_TOKEN=sesame$'\\xe4'; exec \"$@\"",
                "bash"));
    command.addAll(PackagedApplication.command());

    try (PackagedApplication application =
        PackagedApplication.launch(command, directory, local(Map.of()), 0)) {
      assertThat(application.awaitExit(PATIENCE)).isEqualTo(2);
      assertThat(application.output())
          .isEqualTo(
              "Auralis cannot start:\n  AURALIS_CONTROL_TOKEN is not allowed: it must be text in"
                  + " UTF-8; its bytes are something else\n");
    }
  }

  /** One line alone, and no word of what the service is built with. */
  private void refused(Map<String, String> settings, String expected) throws Exception {
    assertThat(refusal(settings))
        .startsWith("Auralis cannot start:\n  " + expected)
        .hasLineCount(2);
  }

  private String refusal(Map<String, String> settings) throws Exception {
    try (PackagedApplication application =
        PackagedApplication.launch(directory, local(settings), 0)) {
      assertThat(application.awaitExit(PATIENCE)).isEqualTo(2);
      assertThat(application.output())
          .doesNotContain("Exception", "Quarkus", "SRCFG", "SmallRye", "\tat ", "sesame");
      return application.output();
    }
  }

  private static Map<String, String> local(Map<String, String> settings) {
    Map<String, String> complete = new HashMap<>();
    complete.put("AURALIS_HOST", "127.0.0.1");
    complete.put("AURALIS_PORT", String.valueOf(PackagedApplication.freePort()));
    complete.putAll(settings);
    return complete;
  }
}
