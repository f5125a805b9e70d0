package io.auralis.lifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;

/**
 * A directory for all temporary files of one process: the native libraries that ONNX Runtime and
 * Netty unpack, and the page's files that Vert.x does.
 *
 * <p>It lies in the system's directory for such files, belongs to this user alone, and goes with
 * the process. A process that was killed leaves it; the next start of the same user removes it. A
 * lock on a file tells whether its process still lives: the system lets go of it when a process
 * ends, however that happens, and also across containers that share the directory.
 */
final class ScratchDirectory {

  private static final String PREFIX = "auralis-";
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 10;

  /** What has no lock file by then was left while it was made or removed. */
  private static final Duration LEFT = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  private ScratchDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one, and removes those in {@code base} whose process of this user has died.
   *
   * @throws IOException if nothing can be written there
   */
  static ScratchDirectory open(Path base) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path path = Files.createTempDirectory(base, PREFIX).toAbsolutePath();
      Path file = path.resolve(LOCK);
      FileChannel lock =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Another start may have taken it for an old one before the lock was held.
      if (held(lock) && Files.exists(file)) {
        removeLeft(base, path);
        return new ScratchDirectory(path, lock);
      }
      lock.close();
    }
    throw new IOException("no directory could be kept in it");
  }

  Path path() {
    return path;
  }

  /** Removes it with all that is in it. What does not go is left to the next start. */
  void remove() {
    remove(path);
    close(lock);
  }

  /**
   * Removes what dead processes left, as far as it can be seen.
   *
   * <p>Never opens the lock of its own directory: closing a file gives up every lock that the
   * process holds on it.
   */
  private static void removeLeft(Path base, Path own) throws IOException {
    UserPrincipal owner = Files.getOwner(own);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path candidate : found) {
        try {
          if (!candidate.getFileName().equals(own.getFileName())
              && Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
            removeIfLeft(candidate);
          }
        } catch (IOException e) {
          // Another start removes it at the same time, or it is not ours after all.
          continue;
        }
      }
    } catch (AccessDeniedException | DirectoryIteratorException e) {
      // A directory may let files be made and not be listed: what was left stays.
      return;
    }
  }

  private static void removeIfLeft(Path candidate) throws IOException {
    try (FileChannel lock =
        FileChannel.open(
            candidate.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (held(lock)) {
        remove(candidate);
      }
    } catch (NoSuchFileException e) {
      Instant changed = Files.getLastModifiedTime(candidate).toInstant();
      if (changed.isBefore(Instant.now().minus(LEFT))) {
        remove(candidate);
      }
    }
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This very process holds it.
      return false;
    }
  }

  /** Removes a directory; the lock file goes last but one, so that a half-removed one is found. */
  private static void remove(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!file.equals(directory.resolve(LOCK))) {
                delete(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) {
              if (!visited.equals(directory)) {
                delete(visited);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new AssertionError("The visitor throws nothing", e);
    }
    delete(directory.resolve(LOCK));
    delete(directory);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Windows keeps a library that is loaded; the next start removes it.
      return;
    }
  }

  private static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      return;
    }
  }
}
