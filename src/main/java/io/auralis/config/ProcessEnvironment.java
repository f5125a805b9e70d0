package io.auralis.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment's variables as UTF-8, whatever the locale. The JVM reads them in the locale's
 * charset: in {@code POSIX}, which images and services often have, no letter beyond ASCII survives
 * that. Linux keeps the bytes.
 */
final class ProcessEnvironment {

  private static final Path BYTES = Path.of("/proc/self/environ");

  private ProcessEnvironment() {}

  /** The variables of settings that the JVM has read as something else. */
  static Map<String, String> corrections() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(BYTES);
    } catch (IOException | SecurityException e) {
      // Not Linux: what the JVM has read is all that there is.
      return Map.of();
    }
    Map<String, String> corrections = new TreeMap<>();
    variables(bytes)
        .forEach(
            (name, value) -> {
              String read = System.getenv(name);
              if (read != null && !read.equals(value)) {
                corrections.put(name, value);
              }
            });
    return corrections;
  }

  /** The variables of settings whose bytes are UTF-8, each behind the zero of the one before. */
  static Map<String, String> variables(byte[] environment) {
    Map<String, String> variables = new TreeMap<>();
    int start = 0;
    for (int i = 0; i <= environment.length; i++) {
      if (i == environment.length || environment[i] == 0) {
        add(variables, ByteBuffer.wrap(environment, start, i - start));
        start = i + 1;
      }
    }
    return variables;
  }

  private static void add(Map<String, String> variables, ByteBuffer bytes) {
    String variable;
    try {
      variable = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      // Of another charset: the locale may know it, and what it does not know is reported.
      return;
    }
    int end = variable.indexOf('=');
    if (end > 0 && variable.startsWith(Setting.VARIABLE_PREFIX)) {
      variables.put(variable.substring(0, end), variable.substring(end + 1));
    }
  }
}
