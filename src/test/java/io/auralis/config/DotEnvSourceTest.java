package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotEnvSourceTest {

  @Test
  void quotesAndCommentsAreNotPartOfTheValue() {
    // When
    Map<String, String> variables =
        DotEnvSource.parse(
            """
            # Server Configuration
            AURALIS_HOST=0.0.0.0
            AURALIS_ENV=development  # development | production
            AURALIS_DEFAULT_KEY="A minor"
            AURALIS_LOG_FILE='logs/my app.log' # where
              export AURALIS_PORT = 8000
            AURALIS_EMPTY=
            AURALIS_HASH=a#b
            AURALIS_ESCAPED="say \\"hi\\" # no comment"
            not an assignment

            """
                .lines()
                .toList());

    // Then
    assertThat(variables)
        .containsExactly(
            Map.entry("AURALIS_HOST", "0.0.0.0"),
            Map.entry("AURALIS_ENV", "development"),
            Map.entry("AURALIS_DEFAULT_KEY", "A minor"),
            Map.entry("AURALIS_LOG_FILE", "logs/my app.log"),
            Map.entry("AURALIS_PORT", "8000"),
            Map.entry("AURALIS_EMPTY", ""),
            Map.entry("AURALIS_HASH", "a#b"),
            Map.entry("AURALIS_ESCAPED", "say \"hi\" # no comment"));
  }

  @Test
  void aLaterLineWins() {
    assertThat(DotEnvSource.parse(List.of("A=1", "A=2"))).containsExactly(Map.entry("A", "2"));
  }
}
