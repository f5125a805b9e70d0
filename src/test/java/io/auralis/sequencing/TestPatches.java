package io.auralis.sequencing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The patches that ship, for tests. */
public final class TestPatches {

  private TestPatches() {}

  public static PatchBook shipped() {
    Path file = Path.of("models", PatchBook.FILE);
    try {
      return PatchBook.parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
