package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvFileTest {

  @TempDir Path directory;

  @Test
  void quotesAndCommentsAreNotPartOfTheValue() {
    // When
    DotEnvFile file =
        DotEnvFile.of(
            """
            # Server Configuration
            AURALIS_HOST=0.0.0.0
            AURALIS_ENV=development  # development | production
            AURALIS_DEFAULT_KEY="A minor"
            AURALIS_LOG_FILE='logs/my app.log' # where
              export AURALIS_PORT = 8000
            AURALIS_EMPTY=
            AURALIS_COMMENT=  # nothing
            AURALIS_HASH=a#b
            AURALIS_HASHES=#ab
            AURALIS_ESCAPED="say \\"hi\\" # no comment"
            DISPLAY
            export HOME

            """);

    // Then
    assertThat(file.problems()).isEmpty();
    assertThat(file.remarks()).isEmpty();
    assertThat(file.variables())
        .containsExactly(
            Map.entry("AURALIS_HOST", "0.0.0.0"),
            Map.entry("AURALIS_ENV", "development"),
            Map.entry("AURALIS_DEFAULT_KEY", "A minor"),
            Map.entry("AURALIS_LOG_FILE", "logs/my app.log"),
            Map.entry("AURALIS_PORT", "8000"),
            Map.entry("AURALIS_EMPTY", ""),
            Map.entry("AURALIS_COMMENT", ""),
            Map.entry("AURALIS_HASH", "a#b"),
            Map.entry("AURALIS_HASHES", "#ab"),
            Map.entry("AURALIS_ESCAPED", "say \"hi\" # no comment"));
  }

  @Test
  void nothingIsExpanded() {
    // Given
    String token = "${x}$$\\u00e4 \\n$HOME`date`\u00e4";

    // When
    Map<String, String> variables =
        DotEnvFile.of("A=" + token + "\nB=\"" + token + "\"\nC='" + token + "'\nD=\"\\\\\"\n")
            .variables();

    // Then
    assertThat(variables)
        .containsEntry("A", token)
        .containsEntry("B", token)
        .containsEntry("C", token)
        .containsEntry("D", "\\");
  }

  /** Quarkus would end the start with "Malformed \\uxxxx encoding" and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AURALIS_CONTROL_TOKEN=a\\users",
        "PS1=\\u@\\h",
        "A=\\u",
        "A=\\u12",
        "A='\\\\\\uxyz0'"
      })
  void anEscapeThatQuarkusCannotReadIsRefusedWithItsLine(String line) {
    assertThat(DotEnvFile.of("# \\u in a comment\nB=1\n" + line).problems())
        .singleElement()
        .asString()
        .startsWith(".env, line 3: ")
        .doesNotContain("users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=\"C:\\\\users\"", "A=\\u00e4", "A=\\\\u"})
  void otherBackslashesAreRead(String line) {
    assertThat(DotEnvFile.of(line).problems()).isEmpty();
  }

  @Test
  void aLaterLineWinsAndIsRemarked() {
    DotEnvFile file = DotEnvFile.of("A=1\nB=1\nA=2");

    assertThat(file.variables()).containsEntry("A", "2");
    assertThat(file.remarks())
        .containsExactly(".env, line 3: A stands there again; its last line counts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello there           | .env, line 2: it is no assignment NAME=value and no comment
          AURALIS_PORT          | .env, line 2: it is no assignment NAME=value and no comment
          export AURALIS_PORT   | .env, line 2: it is no assignment NAME=value and no comment
          AURALIS_PORT: 80      | .env, line 2: it is no assignment NAME=value and no comment
          =80                   | .env, line 2: it is no assignment NAME=value and no comment
          9LIVES=1              | .env, line 2: it is no assignment NAME=value and no comment
          AURALIS_ENV="secret   | .env, line 2: the quote before the value of AURALIS_ENV is not closed
          AURALIS_ENV='secret   | .env, line 2: the quote before the value of AURALIS_ENV is not closed
          AURALIS_ENV="secret\\"| .env, line 2: the quote before the value of AURALIS_ENV is not closed
          AURALIS_ENV='a'secret | .env, line 2: only a comment may follow the quoted value of AURALIS_ENV; a quote within it is written \\" between double quotes
          """)
  void aLineThatCannotBeReadIsRefusedWithoutItsValue(String line, String problem) {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      DotEnvFile file =
          DotEnvFile.of(String.join(end, "AURALIS_SEED=1", line, "AURALIS_MAX_CLIENTS='2'", ""));

      assertThat(file.problems()).containsExactly(problem);
      assertThat(file.problems().get(0)).doesNotContain("secret");
      assertThat(file.variables())
          .containsEntry("AURALIS_SEED", "1")
          .containsEntry("AURALIS_MAX_CLIENTS", "2");
    }
  }

  @Test
  void aValueForOthersMayHaveSeveralLines() {
    DotEnvFile file =
        DotEnvFile.of("KEY=\"-----BEGIN\nabc=\n-----END\"  # a key\nAURALIS_SEED=1\n");

    assertThat(file.problems()).isEmpty();
    assertThat(file.variables())
        .containsEntry("KEY", "-----BEGIN\nabc=\n-----END")
        .containsEntry("AURALIS_SEED", "1");
    assertThat(DotEnvFile.of("KEY=\"a\nb\n").problems())
        .containsExactly(".env, line 1: the quote before the value of KEY is not closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void theCharsetsOfWindowsAreRead(String charset) throws IOException {
    for (String mark : new String[] {"", "\uFEFF"}) {
      DotEnvFile file =
          written(
              (mark + "AURALIS_PORT=8001\r\nAURALIS_CONTROL_TOKEN=\u00e4\r\n")
                  .getBytes(Charset.forName(charset)));

      assertThat(file.problems()).isEmpty();
      assertThat(file.variables())
          .containsExactly(
              Map.entry("AURALIS_PORT", "8001"), Map.entry("AURALIS_CONTROL_TOKEN", "\u00e4"));
    }
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheirLine() throws IOException {
    assertThat(
            written(
                    "AURALIS_PORT=8001\r\n# gr\u00fc\u00dfe\n"
                        .getBytes(StandardCharsets.ISO_8859_1))
                .problems())
        .containsExactly(".env, line 2: the byte 0xFC is no UTF-8; save the file as UTF-8");
    assertThat(written("A=1\n\nB=\0\n".getBytes(StandardCharsets.UTF_8)).problems())
        .containsExactly(".env, line 3: it holds a zero byte; save the file as UTF-8");
    ByteArrayOutputStream odd = new ByteArrayOutputStream();
    odd.write("\uFEFFA=1".getBytes(StandardCharsets.UTF_16LE));
    odd.write('x');
    assertThat(written(odd.toByteArray()).problems())
        .containsExactly(".env, line 1: it is damaged UTF-16; save the file as UTF-8");
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    Path path = directory.resolve(".env");

    assertThat(DotEnvFile.read(path).problems()).isEmpty();

    Files.createDirectory(path);
    assertThat(DotEnvFile.read(path).problems())
        .containsExactly(".env is a directory; it must be a file, or have another name");

    Files.delete(path);
    Files.createSymbolicLink(path, directory.resolve("nowhere"));
    assertThat(DotEnvFile.read(path).problems())
        .singleElement()
        .asString()
        .startsWith(".env cannot be read: ");
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws IOException {
    Path path = Files.writeString(directory.resolve(".env"), "A=1");
    assumeThat(path.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(path)).as("a superuser may read everything").isFalse();

    assertThat(DotEnvFile.read(path).problems())
        .containsExactly(".env cannot be read: this user may not read it");
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    try {
      assertThat(TextFile.decode(bytes)).doesNotContain("\0");
    } catch (TextFile.NotTextException e) {
      assertThat(e.line()).isPositive();
    }
  }

  @Property
  void anyTextIsReadOrRefusedOneLineEach(
      @ForAll @Chars({'A', '=', '"', '\'', '\\', '#', ' ', '\n', '$'}) String text) {
    DotEnvFile file = DotEnvFile.of(text);

    assertThat(file.problems()).allMatch(problem -> problem.lines().count() == 1);
    assertThat(file.variables().values()).doesNotContainNull();
  }

  private DotEnvFile written(byte[] bytes) throws IOException {
    return DotEnvFile.read(Files.write(directory.resolve(".env"), bytes));
  }
}
