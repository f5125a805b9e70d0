package io.auralis.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.auralis.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which devices to try on a machine, and what to tell people about one that cannot be had.
 *
 * <p>Immutable; touches nothing native.
 *
 * @param available providers that this build of ONNX Runtime holds
 * @param system name of the operating system
 * @param architecture of the processor
 */
public record DeviceSelection(Set<OrtProvider> available, String system, String architecture) {

  private static final int LONGEST_DETAIL = 200;

  private static final Pattern MISSING_LIBRARY =
      Pattern.compile(
          "(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object|\"?([\\w-]+\\.dll)\"?");

  /** A cause that ONNX Runtime's words betray, and what to say about it. */
  private record Cause(String message, String... signs) {}

  private static final List<Cause> CUDA_CAUSES =
      List.of(
          new Cause(
              "the GPU's memory is exhausted: end other programs on it or take a larger one",
              "out of memory",
              "cuda_error_out_of_memory",
              "cudaerrormemoryallocation",
              "failed to allocate memory"),
          new Cause(
              "the NVIDIA driver does not fit the CUDA version of this build: update the driver",
              "driver version is insufficient",
              "cudaerrorinsufficientdriver",
              "cuda failure 35:",
              "unsupported ptx",
              "symbol cudnn",
              "version `libcu"),
          new Cause(
              "this GPU does not fit the CUDA version of this build",
              "no kernel image is available",
              "cudaerrornokernelimagefordevice"),
          new Cause(
              "no NVIDIA driver was found: install it, or give the container access to the GPU",
              "libcuda.so",
              "nvcuda.dll"),
          new Cause(
              "no NVIDIA GPU was found: check nvidia-smi, and that the container may see the GPU",
              "no cuda-capable device",
              "cudaerrornodevice",
              "cuda failure 100:"),
          new Cause(noCuda(), "failed to find cuda shared provider"));

  /**
   * What this build of ONNX Runtime has on this machine. Without the runtime's native library there
   * are no providers; opening the graph says so.
   */
  public static DeviceSelection ofThisMachine() {
    Set<OrtProvider> available;
    try {
      OnnxLibraries.environment();
      available = OrtEnvironment.getAvailableProviders();
    } catch (ModelException e) {
      available = Set.of();
    }
    return new DeviceSelection(
        available, System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /**
   * The devices to try in order; the CPU is always the last.
   *
   * @param setting {@code auto}, {@code mps} or {@code coreml}, {@code cuda} or {@code cpu}; {@code
   *     auto} leaves out what this machine and build cannot have
   */
  public List<Device> order(String setting) {
    List<Device> devices = new ArrayList<>();
    switch (setting) {
      case "cpu" -> {}
      case "cuda" -> devices.add(Device.CUDA);
      case "mps", "coreml" -> devices.add(Device.COREML);
      default -> {
        for (Device device : List.of(Device.COREML, Device.CUDA)) {
          if (missing(device).isEmpty()) {
            devices.add(device);
          }
        }
      }
    }
    devices.add(Device.CPU);
    return devices;
  }

  /** Why a device cannot be had here, as far as that is known without trying. */
  public Optional<String> missing(Device device) {
    return switch (device) {
      case CPU -> Optional.empty();
      case CUDA -> available.contains(OrtProvider.CUDA) ? Optional.empty() : Optional.of(noCuda());
      case COREML -> Optional.ofNullable(coreMlMissing());
    };
  }

  /** What a failure of ONNX Runtime on a device means, with its own words behind. */
  static String explain(Device device, String failure) {
    String words = failure == null ? "" : failure.strip();
    String detail = words.lines().findFirst().orElse("no reason given");
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL);
    }
    return device == Device.CUDA
        ? cudaCause(words).map(cause -> cause + " (" + trimmed(words) + ")").orElse(detail)
        : detail;
  }

  private static Optional<String> cudaCause(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    for (Cause cause : CUDA_CAUSES) {
      for (String sign : cause.signs) {
        if (lower.contains(sign)) {
          return Optional.of(cause.message);
        }
      }
    }
    Matcher library = MISSING_LIBRARY.matcher(words);
    if (library.find()) {
      String name = library.group(1) != null ? library.group(1) : library.group(2);
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the library %s is missing: install CUDA and cuDNN as ONNX Runtime needs them",
              name));
    }
    return Optional.empty();
  }

  private static String trimmed(String words) {
    String line = words.replaceAll("\\s+", " ");
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) : line;
  }

  private String coreMlMissing() {
    if (!system.startsWith("Mac")) {
      return "CoreML exists on macOS only; this is " + system;
    }
    if (!architecture.equals("aarch64")) {
      return "CoreML is used on Apple silicon only; this processor is " + architecture;
    }
    return available.contains(OrtProvider.CORE_ML)
        ? null
        : "this build of ONNX Runtime holds no CoreML provider";
  }

  private static String noCuda() {
    return "this build holds no CUDA provider: build with the Maven profile cuda (-Pcuda)";
  }
}
