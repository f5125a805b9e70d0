package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The variables of the specification, sections 6.1 and 6.2: each under exactly its name, from each
 * place, with its default, type and range.
 */
class SpecificationTest {

  private static final int ENVIRONMENT = 300;
  private static final int DOT_ENV = 297;
  private static final int YAML = 265;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      quoteCharacter = '`',
      textBlock =
          """
          # variable                  | default               | type    | another value                                | refused   | allowed
          AURALIS_HOST                | 0.0.0.0               | String  | 127.0.0.1                                    | none      | none
          AURALIS_PORT                | 8000                  | int     | 9000                                         | 65536     | a whole number from 1 to 65535
          AURALIS_ENV                 | development           | String  | production                                   | staging   | one of development, production
          AURALIS_SAMPLE_RATE         | 44100                 | int     | 44100                                        | 48000     | 44100; this version supports no other value
          AURALIS_CHUNK_DURATION_MS   | 100                   | int     | 100                                          | 20        | 100; this version supports no other value
          AURALIS_BUFFER_CAPACITY_SEC | 2.0                   | double  | 3.5                                          | 0.5       | a number from 1.0 to 60.0
          AURALIS_DEVICE              | auto                  | String  | mps                                          | tpu       | one of auto, mps, coreml, cuda, cpu
          AURALIS_TORCH_THREADS       | 8                     | int     | 4                                            | 0         | a whole number from 1 to 256
          AURALIS_DEFAULT_KEY         | A minor               | String  | C minor                                      | H minor   | one of A minor,
          AURALIS_DEFAULT_BPM         | 70                    | int     | 200                                          | 39        | a whole number from 40 to 200
          AURALIS_DEFAULT_INTENSITY   | 0.5                   | double  | 1.0                                          | 1.1       | a number from 0.0 to 1.0
          AURALIS_MAX_CLIENTS         | 10                    | int     | 20                                           | many      | a whole number from 1 to 100000
          AURALIS_ENABLE_OPUS         | false                 | boolean | true                                         | yes       | true or false
          AURALIS_ENABLE_TRANSFORMER  | false                 | boolean | false                                        | true      | false; melodies by a transformer are not built yet
          AURALIS_ENABLE_EFFECTS      | false                 | boolean | true                                         | 2         | true or false
          AURALIS_LOG_LEVEL           | INFO                  | String  | WARNING                                      | LOUD      | one of DEBUG, INFO, WARNING, ERROR
          AURALIS_LOG_FILE            | logs/auralis.log      | String  | /tmp/other.log                               | none      | none
          AURALIS_CORS_ORIGINS        | http://localhost:3000 | String  | http://localhost:3000,https://yourdomain.com | elsewhere | origins as scheme://host or scheme://host:port, separated by commas, or *
          AURALIS_ENABLE_SSL          | false                 | boolean | true                                         | on        | true or false
          AURALIS_SSL_CERT_PATH       | none                  | String  | /path/to/cert.pem                            | none      | none
          AURALIS_SSL_KEY_PATH        | none                  | String  | /path/to/key.pem                             | none      | none
          """)
  void aVariableOfTheSpecificationIsWhatItSays(
      String variable, String standard, String type, String other, String refused, String allowed)
      throws ReflectiveOperationException {
    // Its type and default
    Method setting = AuralisConfig.class.getMethod(methodOf(variable));
    assertThat(setting.getGenericReturnType().getTypeName()).contains(type);
    assertThat(read(setting)).isEqualTo(standard);

    // Its three places
    assertThat(read(setting, environment(variable, other))).isEqualTo(other);
    assertThat(read(setting, dotEnv(variable, other))).isEqualTo(other);
    assertThat(read(setting, yaml(variable, other))).isEqualTo(other);

    // What is higher counts
    assertThat(read(setting, yaml(variable, "0"), dotEnv(variable, other))).isEqualTo(other);
    assertThat(read(setting, dotEnv(variable, "0"), environment(variable, other))).isEqualTo(other);

    // What is out of range
    assertThat(problems(environment(variable, other)))
        .filteredOn(problem -> problem.contains(variable + "="))
        .filteredOn(problem -> problem.contains("not allowed"))
        .isEmpty();
    if (refused != null) {
      for (ConfigSource source :
          List.of(
              environment(variable, refused), dotEnv(variable, refused), yaml(variable, refused))) {
        assertThat(problems(source))
            .singleElement()
            .asString()
            .startsWith(
                String.format(
                    Locale.ROOT,
                    "%s=%s is not allowed: it must be %s",
                    variable,
                    refused,
                    allowed));
      }
    }
  }

  private static ConfigSource environment(String variable, String value) {
    return new EnvConfigSource(Map.of(variable, value), ENVIRONMENT);
  }

  private static ConfigSource dotEnv(String variable, String value) {
    return new EnvConfigSource(
        DotEnvFile.of(variable + "=\"" + value + "\"  # said the file").variables(), DOT_ENV);
  }

  private static ConfigSource yaml(String variable, String value) {
    String key = variable.substring("AURALIS_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
    return new YamlConfigSource(
        "application.yaml", "auralis:\n  " + key + ": \"" + value + "\"\n", YAML);
  }

  private static List<String> problems(ConfigSource... sources) {
    return SettingsCheck.problems(new SmallRyeConfigBuilder().withSources(sources).build());
  }

  /** The value as the service gets it, as text. */
  private static String read(Method setting, ConfigSource... sources)
      throws ReflectiveOperationException {
    Object value = setting.invoke(config(sources).getConfigMapping(AuralisConfig.class));
    if (value instanceof Optional<?> optional) {
      value = optional.orElse(null);
    }
    return value == null ? null : value.toString();
  }

  private static SmallRyeConfig config(ConfigSource... sources) {
    return new SmallRyeConfigBuilder()
        .withMapping(AuralisConfig.class)
        .withSources(sources)
        .build();
  }

  private static String methodOf(String variable) {
    Matcher words =
        Pattern.compile("_([a-z])")
            .matcher(variable.substring("AURALIS_".length()).toLowerCase(Locale.ROOT));
    return words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
