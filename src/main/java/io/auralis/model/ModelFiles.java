package io.auralis.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Where the model, its manifest and the patches are read from. */
public interface ModelFiles {

  /**
   * Reads a whole file.
   *
   * @throws ModelException that names the file, if it is missing or unreadable
   */
  byte[] read(String name);

  /** What to call a file in messages. */
  String locate(String name);

  /**
   * Reads a whole file and compares it with what its manifest says.
   *
   * @param bytes the length expected
   * @param sha256 the checksum expected, in hexadecimal
   * @throws ModelException that names the file and what was expected
   */
  default byte[] readWhole(String name, long bytes, String sha256) {
    byte[] content = read(name);
    if (content.length != bytes) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes; expected are %d, as its manifest says: the file is truncated or another",
              locate(name),
              content.length,
              bytes));
    }
    String found = sha256(content);
    if (!found.equals(sha256)) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s has SHA-256 %s; expected is %s, as its manifest says: the file was changed",
              locate(name),
              found,
              sha256));
    }
    return content;
  }

  /** The checksum that a manifest carries. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The files of a directory if one is given, otherwise those that ship. */
  static ModelFiles of(Optional<String> directory) {
    return directory.map(name -> directory(Path.of(name))).orElseGet(ModelFiles::bundled);
  }

  /** The files that ship inside the application. */
  static ModelFiles bundled() {
    return new ModelFiles() {
      @Override
      public byte[] read(String name) {
        try (InputStream in = ModelFiles.class.getResourceAsStream("/models/" + name)) {
          if (in == null) {
            throw new ModelException(
                locate(name) + " is missing from the application; build it again");
          }
          return in.readAllBytes();
        } catch (IOException e) {
          throw new ModelException(locate(name) + " cannot be read: " + e.getMessage(), e);
        }
      }

      @Override
      public String locate(String name) {
        return "classpath:models/" + name;
      }
    };
  }

  /** The files of a directory. */
  static ModelFiles directory(Path directory) {
    return new ModelFiles() {
      @Override
      public byte[] read(String name) {
        try {
          return Files.readAllBytes(directory.resolve(name));
        } catch (NoSuchFileException e) {
          throw new ModelException(
              locate(name) + " is missing; expected are the model, its manifest and the patches",
              e);
        } catch (IOException e) {
          throw new ModelException(locate(name) + " cannot be read: " + e.getMessage(), e);
        }
      }

      @Override
      public String locate(String name) {
        return directory.resolve(name).toString();
      }
    };
  }
}
