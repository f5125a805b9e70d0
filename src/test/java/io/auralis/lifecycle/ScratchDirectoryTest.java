package io.auralis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

  @TempDir Path base;

  @Test
  void itBelongsToItsUserAloneAndGoesWithAllThatIsInIt() throws IOException {
    // Given
    ScratchDirectory scratch = ScratchDirectory.open(base);
    assertThat(scratch.path()).hasParent(base.toAbsolutePath());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())))
        .isEqualTo("rwx------");
    fill(scratch.path());

    // When
    scratch.remove();
    scratch.remove();

    // Then
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextStart() throws IOException {
    // Given: a lock file that nobody locks, and what died before it had one or after it was gone
    Path killed = fill(Files.createTempDirectory(base, "auralis-"));
    Files.createFile(killed.resolve("lock"));
    Path unfinished = fill(Files.createTempDirectory(base, "auralis-"));
    Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    // When
    ScratchDirectory scratch = ScratchDirectory.open(base);

    // Then
    assertThat(base).isDirectoryNotContaining(path -> !path.endsWith(scratch.path().getFileName()));
  }

  /** Locks are a process' own, so that two in one JVM would prove nothing. */
  @Test
  void whatAnotherProcessHoldsStays() throws Exception {
    ScratchDirectory ours = ScratchDirectory.open(base);
    fill(ours.path());

    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                base.toString())
            .inheritIO()
            .start();

    assertThat(other.waitFor()).isZero();
    assertThat(ours.path()).isDirectoryContaining(path -> !path.endsWith("lock"));
    ours.remove();
    assertThat(base).isEmptyDirectory();
  }

  /** A start beside this one. */
  static final class Other {

    private Other() {}

    public static void main(String[] args) throws IOException {
      ScratchDirectory.open(Path.of(args[0])).remove();
    }
  }

  @Test
  void whatLivesOrIsNotOursStays() throws IOException {
    // Given
    ScratchDirectory living = ScratchDirectory.open(base);
    fill(living.path());
    Path begins = Files.createTempDirectory(base, "auralis-");
    Path elsewhere = fill(Files.createDirectory(base.resolve("precious")));
    Path link = Files.createSymbolicLink(base.resolve("auralis-link"), elsewhere);
    Path file = Files.createFile(base.resolve("auralis-file"));

    // When
    ScratchDirectory.open(base).remove();

    // Then
    assertThat(living.path().resolve("inner/library.so")).exists();
    assertThat(elsewhere.resolve("inner/library.so")).exists();
    assertThat(List.of(begins, link, file)).allMatch(Files::exists);
  }

  @Test
  void aLinkInsideIsRemovedAndNotFollowed() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.open(base);
    Path elsewhere = fill(Files.createDirectory(base.resolve("precious")));
    Files.createSymbolicLink(scratch.path().resolve("link"), elsewhere);

    scratch.remove();

    assertThat(scratch.path()).doesNotExist();
    assertThat(elsewhere.resolve("inner/library.so")).exists();
  }

  @Test
  void manyThatStartAtOnceHaveOneEach() throws Exception {
    ExecutorService starts = Executors.newFixedThreadPool(8);
    try {
      List<Future<ScratchDirectory>> begun =
          IntStream.range(0, 64)
              .mapToObj(start -> starts.submit(() -> ScratchDirectory.open(base)))
              .toList();
      for (Future<ScratchDirectory> one : begun) {
        assertThat(one.get().path().resolve("lock")).exists();
      }
      try (Stream<Path> all = Files.list(base)) {
        assertThat(all).hasSize(64);
      }
    } finally {
      starts.shutdown();
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldOf() {
    assertThatThrownBy(() -> ScratchDirectory.open(base.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static Path fill(Path directory) throws IOException {
    Path inner = Files.createDirectories(directory.resolve("inner"));
    Files.createFile(inner.resolve("library.so"));
    return directory;
  }
}
