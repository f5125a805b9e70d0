package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path directory;

  @Test
  void aFileThatCanBeWrittenIsNoProblemAndIsNotMade() throws IOException {
    Path file = directory.resolve("a/b/music.log");

    assertThat(LogFile.problem(file.toString())).isEmpty();
    assertThat(directory.resolve("a")).doesNotExist();

    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(LogFile.problem(file.toString())).isEmpty();
    assertThat(LogFile.problem("logs/auralis.log")).isEmpty();
  }

  @Test
  void whatIsInTheWayIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(LogFile.problem(directory.toString())).contains("it is a directory");
    assertThat(LogFile.problem(file.resolve("music.log").toString()))
        .contains(file + " is not a directory");
    assertThat(LogFile.problem("\0")).contains("it is no path");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsNamed() {
    assumeThat(directory.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(directory)).as("a superuser may write everywhere").isFalse();

    assertThat(LogFile.problem(directory.resolve("music.log").toString()))
        .contains(directory + " may not be written to");
  }
}
