package io.auralis.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that the log is kept in besides the console; a service that cannot have it plays on. */
public final class LogFile {

  /** The setting that names it. */
  public static final String SETTING = "auralis.log-file";

  private LogFile() {}

  /** Why a file cannot be written, as the end of a sentence; nothing if it can. Creates nothing. */
  public static Optional<String> problem(String path) {
    Path file;
    try {
      file = Path.of(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      return Optional.of("it is no path");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("it is a directory");
    }
    Path there = file;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!there.equals(file) && !Files.isDirectory(there)) {
      return Optional.of(there + " is not a directory");
    }
    return Files.isWritable(there)
        ? Optional.empty()
        : Optional.of(there + " may not be written to");
  }
}
