package io.auralis.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.auralis.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads ONNX Runtime's native libraries, once, and says in people's words why they cannot be had.
 *
 * <p>They lie in the directory that {@code onnxruntime.native.path} names. Without it they are
 * unpacked to the process' directory for temporary files. ONNX Runtime would unpack them itself, to
 * a directory that stays when the process is killed, and, empty, when it ends. Any thread.
 */
final class OnnxLibraries {

  private static final Logger LOG = Logger.getLogger(OnnxLibraries.class.getName());

  /** Names the process' own directory for temporary files, if it has one. */
  static final String SCRATCH = "io.auralis.scratch";

  private static final String NATIVE_PATH = "onnxruntime.native.path";
  private static final String TEMPORARY_FILES = "java.io.tmpdir";

  /** What ONNX Runtime looks for when it starts; most builds hold the first three or less. */
  private static final List<String> LIBRARIES =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "webgpu_dawn",
          "dxil",
          "dxcompiler");

  private static final String CUDA_LIBRARY = "onnxruntime_providers_cuda";

  /** How glibc words that a file lies where nothing may be executed. */
  private static final String NOT_MAPPED = "failed to map segment";

  private static boolean tried;
  private static String problem;

  private OnnxLibraries() {}

  /**
   * The environment of the process; the first call loads the libraries.
   *
   * @throws ModelException that says why they cannot be loaded; the same at each call
   */
  static synchronized OrtEnvironment environment() {
    if (!tried) {
      tried = true;
      problem = load();
    }
    if (problem != null) {
      throw new ModelException(problem);
    }
    return OrtEnvironment.getEnvironment();
  }

  /**
   * Unpacks what only CUDA needs, some hundred MB.
   *
   * @throws ModelException if there is no room for it
   */
  static synchronized void forCuda() {
    Path target = Path.of(System.getProperty(NATIVE_PATH, ""));
    String scratch = System.getProperty(SCRATCH);
    if (scratch != null && target.startsWith(scratch)) {
      try {
        unpack(CUDA_LIBRARY, target);
      } catch (IOException e) {
        throw new ModelException(explain(e, null, target.toString()), e);
      }
    }
  }

  private static String load() {
    String given = System.getProperty(NATIVE_PATH);
    String scratch = System.getProperty(SCRATCH);
    try {
      if (given == null && scratch != null) {
        unpackAll(Path.of(scratch));
      }
      keep(OrtEnvironment.getEnvironment());
      return null;
    } catch (LinkageError | RuntimeException | IOException e) {
      LOG.log(Level.FINE, "ONNX Runtime does not load", e);
      return explain(e, given, scratch == null ? System.getProperty(TEMPORARY_FILES) : scratch);
    }
  }

  private static void unpackAll(Path directory) throws IOException {
    Files.createDirectories(directory);
    boolean any = false;
    for (String name : LIBRARIES) {
      any |= unpack(name, directory);
    }
    // Of a system that it has no libraries for, ONNX Runtime says so itself.
    if (any) {
      System.setProperty(NATIVE_PATH, directory.toString());
    }
  }

  /** Unpacks a library, if this build has it for this system and it is not there yet. */
  private static boolean unpack(String name, Path directory) throws IOException {
    String file = System.mapLibraryName(name);
    try (InputStream library =
        OrtEnvironment.class.getResourceAsStream(
            "/ai/onnxruntime/native/" + platform() + "/" + file)) {
      if (library == null) {
        return false;
      }
      if (!Files.exists(directory.resolve(file))) {
        Files.copy(library, directory.resolve(file));
      }
      return true;
    }
  }

  /** What ONNX Runtime calls this system and processor. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family = system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : "linux";
    return family
        + "-"
        + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
  }

  /**
   * Keeps ONNX Runtime from freeing its environment when the JVM ends.
   *
   * <p>Its Java API registers a shutdown hook that does so beneath whatever still runs in it: a
   * model that loads or a session that warms up then reads freed memory, and the process dies of
   * SIGSEGV. The environment exists once and counts its users, so one user more than hooks keeps
   * it. The Java API has no way to add one but to create a second environment object, which would
   * register a second hook.
   */
  private static void keep(OrtEnvironment environment) {
    try {
      Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
      removeEmpty(runtime.getDeclaredField("tempDirectory"));
      Field api = runtime.getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      create.setAccessible(true);
      create.invoke(
          null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "auralis");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "ONNX Runtime "
              + environment.getVersion()
              + " does not let its environment be kept: the process may crash while it ends",
          e);
    }
  }

  /** The directory that ONNX Runtime makes in any case, and leaves when the process is killed. */
  private static void removeEmpty(Field made) throws ReflectiveOperationException {
    made.setAccessible(true);
    if (System.getProperty(NATIVE_PATH) != null
        && made.get(null) instanceof Path directory
        && directory.toFile().delete()) {
      LOG.log(Level.FINE, "Removed {0}", directory);
    }
  }

  /**
   * Why the libraries do not load.
   *
   * @param nativePath where they lie, or null if they are unpacked
   * @param temporary where they are unpacked
   */
  static String explain(Throwable failure, String nativePath, String temporary) {
    String words = rootWords(failure);
    Path directory = Path.of(nativePath == null ? temporary : nativePath);
    String place = nativePath == null ? "-D" + TEMPORARY_FILES : "-D" + NATIVE_PATH;
    if (!mayExecute(directory) || words.contains(NOT_MAPPED)) {
      return String.format(
          Locale.ROOT,
          "ONNX Runtime's libraries lie in %s%s, from where nothing may be executed (noexec). Allow"
              + " it there, or set %s to a directory that allows it (%s)",
          directory,
          fileSystem(directory),
          place,
          words.substring(words.lastIndexOf(": ") + 1).strip());
    }
    return String.format(
        Locale.ROOT, "ONNX Runtime's libraries do not load from %s: %s", directory, words);
  }

  /** Whether programs in a directory may run, as far as a file that is put there tells. */
  private static boolean mayExecute(Path directory) {
    Path sample = null;
    try {
      sample = Files.createTempFile(directory, "execute", ".tmp");
      return sample.toFile().setExecutable(true) && Files.isExecutable(sample);
    } catch (IOException e) {
      // Nothing can be put there, which says nothing about what is there.
      return true;
    } finally {
      if (sample != null && !sample.toFile().delete()) {
        sample.toFile().deleteOnExit();
      }
    }
  }

  private static String fileSystem(Path directory) {
    try {
      return " on the file system " + Files.getFileStore(directory);
    } catch (IOException e) {
      return "";
    }
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
