package io.auralis.lifecycle;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Runs the service as a process of its own, and ends it in one order whenever that is asked for.
 *
 * <p>By itself the JVM answers a signal with all shutdown hooks at once: ONNX Runtime's, Vert.x'
 * and Quarkus' run beside each other and beside a start that is still under way. Here a signal only
 * asks. A start under way is completed, then Quarkus stops what it has started, and only when
 * nothing runs any more does the JVM end, with the code that shells expect: 128 and the signal's
 * number. Asking twice changes nothing.
 *
 * <p>Temporary files of all libraries go to a {@link ScratchDirectory}. They are told so one by
 * one, because the JDK reads {@code java.io.tmpdir} when the JVM starts.
 */
public final class ProcessEnd {

  private static final Logger LOG = Logger.getLogger(ProcessEnd.class);

  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  private static final int SIGNAL_CODE = 128;
  private static final String TEMPORARY_FILES = "java.io.tmpdir";

  /** Properties that tell where Vert.x, Netty and {@code OnnxLibraries} put temporary files. */
  private static final List<String> SCRATCH_USERS =
      List.of("vertx.cacheDirBase", "io.netty.native.workdir", "io.auralis.scratch");

  /** A start that does not end hangs, in a driver for instance; it is not waited for longer. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(20);

  private static final Duration STEP = Duration.ofMillis(20);

  private static final int NOT_ASKED = 0;

  /** Loads the service in development and in tests. */
  private static final String DEVELOPMENT_LOADER = "QuarkusClassLoader";

  private static volatile boolean stopping;

  private final AtomicInteger asked = new AtomicInteger(NOT_ASKED);

  private ProcessEnd() {}

  /**
   * Runs Quarkus until the process is asked to end, then ends the process.
   *
   * @param exitCode makes the code to end with of Quarkus' own and of what failed, or null; a
   *     signal has the last word
   * @throws IOException if there is no place for temporary files
   */
  public static void run(BiFunction<Integer, Throwable, Integer> exitCode, String... args)
      throws IOException {
    if (!owned()) {
      // Not System.exit: while developing, the process goes on.
      Quarkus.run(
          null,
          (code, failure) ->
              ApplicationLifecycleManager.getDefaultExitCodeHandler()
                  .accept(exitCode.apply(code, failure), failure),
          args);
      return;
    }
    // Signals first: one that came while the directory is made would leave it.
    ProcessEnd end = new ProcessEnd();
    SIGNALS.forEach((name, number) -> Signals.on(name, () -> end.ask(SIGNAL_CODE + number)));
    openScratch();
    if (end.asked.get() != NOT_ASKED) {
      end.exit(end.asked.get());
    }
    Quarkus.run(null, (code, failure) -> end.exit(exitCode.apply(code, failure)), args);
  }

  private static void openScratch() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.open(Path.of(System.getProperty(TEMPORARY_FILES)));
    Runtime.getRuntime().addShutdownHook(new Thread(scratch::remove, "auralis-scratch"));
    for (String name : SCRATCH_USERS) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, scratch.path().resolve(name).toString());
      }
    }
  }

  /** Whether the process is the service's, and not that of Quarkus' development mode. */
  private static boolean owned() {
    ClassLoader loader = ProcessEnd.class.getClassLoader();
    try {
      // It is not there where an IDE starts the main class.
      Class.forName("io.quarkus.runner.ApplicationImpl", false, loader);
      return !loader.getClass().getSimpleName().equals(DEVELOPMENT_LOADER);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Quarkus has begun to stop: the start is over, and the rest goes its way. */
  static void stopBegan() {
    stopping = true;
  }

  private void exit(int code) {
    stopping = true;
    System.exit(asked.get() == NOT_ASKED ? code : asked.get());
  }

  private void ask(int code) {
    if (asked.compareAndSet(NOT_ASKED, code)) {
      Thread thread = new Thread(() -> end(code), "auralis-end");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Asks Quarkus until it stops: what asks before its start has begun is forgotten by it. */
  private void end(int code) {
    try {
      long steps = START_PATIENCE.dividedBy(STEP);
      for (long step = 0; step < steps && !stopping; step++) {
        Quarkus.asyncExit(code);
        Thread.sleep(STEP.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!stopping) {
      LOG.warn("The start does not end within " + START_PATIENCE + "; it is broken off");
      System.exit(code);
    }
  }
}
