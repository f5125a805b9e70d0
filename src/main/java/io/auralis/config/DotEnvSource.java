package io.auralis.config;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * The {@code .env} file of the working directory, read as shells and Docker users write it: quotes
 * around a value and a comment behind it are not part of the value.
 *
 * <p>Quarkus reads the file as Java properties, which keeps both; this source stands above that one
 * and below the environment.
 */
public final class DotEnvSource implements ConfigSourceProvider {

  /** Above Quarkus' own reading of the file (295), below the environment (300). */
  private static final int ORDINAL = 297;

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(.*?))\\s*(?:(?<=[\\s\"'=])#.*)?");

  @Override
  public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
    Path file = Path.of(".env");
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return List.of(new EnvConfigSource(parse(Files.readAllLines(file)), ORDINAL));
    } catch (IOException e) {
      throw new UncheckedIOException(".env cannot be read: " + e.getMessage(), e);
    }
  }

  /** The variables of the file's lines; a later line wins, what is no assignment is passed over. */
  static Map<String, String> parse(List<String> lines) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        variables.put(matcher.group(1), value(matcher));
      }
    }
    return variables;
  }

  private static String value(Matcher matcher) {
    if (matcher.group(2) != null) {
      return matcher.group(2).replaceAll("\\\\(.)", "$1");
    }
    return matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
  }
}
