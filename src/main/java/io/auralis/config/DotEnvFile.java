package io.auralis.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file, read as shells and Docker users write it. Quotes around a value and a
 * comment behind it are not part of the value. Nothing is expanded: between double quotes {@code
 * \"} is a quote and {@code \\} a backslash, and all else is what it is.
 *
 * <p>What cannot be read is a problem with its line. No message shows a value: it may be a secret.
 * Immutable.
 */
final class DotEnvFile {

  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=(.*)");

  /** A name without a value: Docker takes it from its own environment. */
  private static final Pattern BARE_NAME =
      Pattern.compile("\\s*(?:export\\s+)?(?!AURALIS_)[A-Za-z_][A-Za-z0-9_.-]*\\s*");

  /** In a value without quotes a comment begins behind a space. */
  private static final Pattern COMMENT = Pattern.compile("\\s#.*");

  /** Quarkus reads the file as Java properties, too, and gives up on such an escape. */
  private static final Pattern BROKEN_ESCAPE =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9A-Fa-f]{4})");

  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final String name;

  private DotEnvFile(String name) {
    this.name = name;
  }

  /** Reads a file; one that does not exist has no variables. */
  static DotEnvFile read(Path path) {
    DotEnvFile file = new DotEnvFile(path.getFileName().toString());
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return file;
    }
    if (Files.isDirectory(path)) {
      file.problems.add(file.name + " is a directory; it must be a file, or have another name");
      return file;
    }
    try {
      file.parse(TextFile.decode(Files.readAllBytes(path)));
    } catch (TextFile.NotTextException e) {
      file.problem(e.line(), e.getMessage());
    } catch (AccessDeniedException e) {
      file.problems.add(file.name + " cannot be read: this user may not read it");
    } catch (IOException e) {
      file.problems.add(file.name + " cannot be read: " + e.getMessage());
    }
    return file;
  }

  /** Reads the text of a file called {@code .env}. */
  static DotEnvFile of(String text) {
    DotEnvFile file = new DotEnvFile(".env");
    file.parse(text);
    return file;
  }

  /** The values by name, in the order of the file; the last line of a name counts. */
  Map<String, String> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /** What could not be read, a line each. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What was read but looks like a mistake, a line each. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  private void parse(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].stripLeading().startsWith("#") && BROKEN_ESCAPE.matcher(lines[i]).find()) {
        problem(
            i + 1,
            "\\u needs four hexadecimal digits behind it; between double quotes, \\\\u is a"
                + " backslash and a u");
      }
    }
    int next = 0;
    while (next < lines.length) {
      String line = lines[next];
      next++;
      if (line.isBlank() || line.stripLeading().startsWith("#") || isBareName(line)) {
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches()) {
        next += assign(assignment.group(1), assignment.group(2), lines, next);
      } else {
        problem(next, "it is no assignment NAME=value and no comment");
      }
    }
  }

  private static boolean isBareName(String line) {
    return BARE_NAME.matcher(line).matches();
  }

  /**
   * Takes a value in.
   *
   * @param behind what stands behind the equals sign
   * @param next the index of the line behind that, which is the number of its own line
   * @return how many further lines belong to it
   */
  private int assign(String variable, String behind, String[] lines, int next) {
    String start = behind.stripLeading();
    char quote = start.isEmpty() ? 0 : start.charAt(0);
    if (quote != '"' && quote != '\'') {
      put(variable, COMMENT.matcher(behind).replaceFirst("").strip(), next);
      return 0;
    }
    StringBuilder quoted = new StringBuilder(start);
    int further = 0;
    int end = closing(quoted, quote);
    // A setting is one line; what is there for others may be several.
    while (end < 0
        && next + further < lines.length
        && !variable.startsWith(Setting.VARIABLE_PREFIX)) {
      quoted.append('\n').append(lines[next + further]);
      further++;
      end = closing(quoted, quote);
    }
    if (end < 0) {
      problem(next, "the quote before the value of " + variable + " is not closed");
      return 0;
    }
    String rest = quoted.substring(end + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      problem(
          next,
          "only a comment may follow the quoted value of "
              + variable
              + "; a quote within it is written \\\" between double quotes");
      return further;
    }
    String value = quoted.substring(1, end);
    put(variable, quote == '"' ? value.replaceAll("\\\\([\"\\\\])", "$1") : value, next);
    return further;
  }

  /** Where the quote that a text begins with is closed; -1 if it is not. */
  private static int closing(CharSequence text, char quote) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i;
      }
      if (c == '\\' && quote == '"') {
        i++;
      }
    }
    return -1;
  }

  private void put(String variable, String value, int line) {
    if (variables.put(variable, value) != null) {
      remarks.add(at(line) + variable + " stands there again; its last line counts");
    }
  }

  private void problem(int line, String reason) {
    problems.add(at(line) + reason);
  }

  private String at(int line) {
    return String.format(Locale.ROOT, "%s, line %d: ", name, line);
  }
}
