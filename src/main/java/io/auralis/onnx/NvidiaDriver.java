package io.auralis.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux says about NVIDIA's GPUs and their driver, for the log. */
final class NvidiaDriver {

  static final Path PROC = Path.of("/proc/driver/nvidia");

  private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(.+?)\\s*$");
  private static final Pattern VERSION = Pattern.compile("Kernel Module\\D*([\\d.]+)");

  private NvidiaDriver() {}

  /** Name of the first GPU and version of the driver, or nothing if they are not told. */
  static Optional<String> describe(Path directory) {
    return firstModel(directory)
        .map(
            model ->
                find(VERSION, directory.resolve("version"))
                    .map(version -> model + ", driver " + version)
                    .orElse(model));
  }

  private static Optional<String> firstModel(Path directory) {
    try (Stream<Path> gpus = Files.list(directory.resolve("gpus"))) {
      List<Path> sorted = gpus.sorted().toList();
      return sorted.stream()
          .flatMap(gpu -> find(MODEL, gpu.resolve("information")).stream())
          .findFirst();
    } catch (IOException e) {
      // No such directory: not Linux, or no driver. The name is only for the log.
      return Optional.empty();
    }
  }

  private static Optional<String> find(Pattern pattern, Path file) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
