package io.auralis.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
