package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFilesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          auralis: 5                             | line 1: auralis must hold settings, like auralis: {port: 8000}
          auralis: [a]                           | line 1: auralis must hold settings, like auralis: {port: 8000}
          5                                      | line 1: it must hold keys, like auralis:
          auralis:N  port: [1, 2]                | line 2: AURALIS_PORT must be one value, and port is several
          auralis:N  port:N    a: 1              | line 3: AURALIS_PORT must be one value, and port is several
          auralis:N  env: {a: b}                 | line 2: AURALIS_ENV must be one value, and env is several
          "%prod":N  auralis:N    port: {}       | line 3: AURALIS_PORT must be one value, and port is several
          auralis:N  port: 1N  port: 2           | line 3: port stands there twice
          auralis: {stations: deep}              | line 1: auralis.stations must hold stations, like stations: {sleep: {title: Sleep}}
          auralis: {stations: [deep]}            | line 1: auralis.stations must hold stations, like stations: {sleep: {title: Sleep}}
          auralis:N  stations:N    a: {}         | line 3: auralis.stations.a must hold fields, like {title: Sleep}
          auralis:N  stations:N    a:            | line 3: auralis.stations.a must hold fields, like {title: Sleep}
          auralis:N  stations:N    a: sleep      | line 3: auralis.stations.a must hold fields, like {title: Sleep}
          auralis: {stations: {a: {bpm: [60]}}}  | line 1: AURALIS_STATIONS_A_BPM must be one value, and bpm is several
          auralis: {stations: {a: {key: {b: c}}}}| line 1: AURALIS_STATIONS_A_KEY must be one value, and key is several
          auralis: {stations: {a: {title: on}}}  | line 1: the value of title is true or false to YAML; put quotes around it
          auralis: {stations: {on: {title: A}}}  | line 1: the name on is true or false to YAML; put quotes around it
          auralis: {stations: {a: {bpm: 50, bpm: 60}}} | line 1: bpm stands there twice
          auralis: {stations: {a: {bpm: 50}, a: {bpm: 60}}} | line 1: a stands there twice
          auralis:N  control-token: yes          | line 2: the value of control-token is true or false to YAML; put quotes around it
          """)
  void aValueOfAnotherTypeIsRefusedWithItsLine(String text, String problem) throws IOException {
    Path file = directory.resolve("application.yaml");
    Files.writeString(file, text.replace("N", "\n"));

    assertThat(ConfigFiles.problems(directory)).containsExactly(file + ", " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          auralis:N\tport: 8000      | 2
          auralis: {port: 8000       | 1
          auralis:N  env: "a         | 2
          auralis:N port: 1N  seed: 2| 3
          a: *b                      | 1
          """)
  void whatIsNotYamlIsRefusedWithItsLine(String text, int line) throws IOException {
    Path file = directory.resolve("application.yml");
    Files.writeString(file, text.replace("N", "\n").replace("\\t", "\t"));

    assertThat(ConfigFiles.problems(directory))
        .singleElement()
        .asString()
        .matches("\\Q" + file + "\\E, line \\d+: it is not YAML: [^\n]+")
        .doesNotContain("yaml.");
  }

  @Test
  void whatCanBeReadIsNoProblem() throws IOException {
    Files.writeString(
        directory.resolve("application.yaml"),
        """
        # A comment
        quarkus: {http: {limits: {max-body-size: 1M}}}
        auralis:
          port: 8001
          seed:
          enable-opus: yes
          control-token: 'yes'
          cors-origins: [https://one.example, https://two.example]
          unknown: {a: b}
          stations:
            deep-sleep: {title: Deep sleep, preset: sleep, effects: yes, seed: 1, unknown: [a]}
            42: {title: 42}
            main: {title:}
        """);
    Files.writeString(directory.resolve("application-prod.yaml"), "");
    Files.writeString(directory.resolve("application.properties"), "auralis.port=1\n");
    Files.write(directory.resolve("other.yaml"), new byte[] {(byte) 0xFF});

    assertThat(ConfigFiles.problems(directory)).isEmpty();
    assertThat(ConfigFiles.problems(directory.resolve("none"))).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path yaml = directory.resolve("application.yaml");
    Files.write(yaml, "auralis:\n  env: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ConfigFiles.problems(directory))
        .containsExactly(yaml + ", line 2: the byte 0xFC is no UTF-8; save the file as UTF-8");

    Files.writeString(yaml, "\uFEFFauralis: {port: 1}");
    assertThat(ConfigFiles.problems(directory)).isEmpty();

    Path properties = directory.resolve("application.properties");
    Files.writeString(properties, "\uFEFFauralis.port=1");
    assertThat(ConfigFiles.problems(directory))
        .containsExactly(
            properties
                + ", line 1: it begins with a byte-order mark; save the file as UTF-8 without one");
    Files.writeString(properties, "\uFEFF");
    assertThat(ConfigFiles.problems(directory)).hasSize(1);
    Files.writeString(properties, "auralis.env=\\u00");
    assertThat(ConfigFiles.problems(directory))
        .singleElement()
        .asString()
        .startsWith(properties + " cannot be read: ");
  }
}
