package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessEnvironmentTest {

  @Test
  void variablesOfSettingsAreReadAsUtf8() {
    byte[] utf8 =
        "PATH=/\u00e4\0AURALIS_CONTROL_TOKEN=${x}$$\u00e4=\0AURALIS_ENV=\0AURALIS_\0"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(ProcessEnvironment.variables(utf8))
        .containsOnlyKeys("AURALIS_CONTROL_TOKEN", "AURALIS_ENV")
        .containsEntry("AURALIS_CONTROL_TOKEN", "${x}$$\u00e4=")
        .containsEntry("AURALIS_ENV", "");
  }

  @Test
  void anotherCharsetIsLeftToTheLocale() {
    byte[] latin1 =
        "AURALIS_CONTROL_TOKEN=\u00e4\0AURALIS_SEED=1".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(ProcessEnvironment.variables(latin1)).containsOnlyKeys("AURALIS_SEED");
    assertThat(ProcessEnvironment.variables(new byte[0])).isEmpty();
  }
}
