package io.auralis;

import io.auralis.config.StartCheck;
import io.auralis.lifecycle.ProcessEnd;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts the service, unless a setting is wrong. */
@QuarkusMain
public final class Main {

  private static final int EXIT_CONFIGURATION = 2;

  private Main() {}

  /** Checks the settings, then runs until the process is asked to end. */
  public static void main(String[] args) {
    speakForPrograms();
    StartCheck check = StartCheck.ofThisProcess();
    if (!check.problems().isEmpty()) {
      tell(check.problems());
      System.exit(EXIT_CONFIGURATION);
    }
    check.remarks().forEach(Logger.getLogger(Main.class)::warn);
    try {
      ProcessEnd.run(Main::exitCode, args);
    } catch (IOException e) {
      tell(
          List.of(
              System.getProperty("java.io.tmpdir")
                  + " cannot take temporary files: "
                  + e
                  + ". Set -Djava.io.tmpdir to a directory that can be written"));
      System.exit(EXIT_CONFIGURATION);
    }
  }

  /**
   * Libraries, too, write what programs read: the same letters and digits on every machine. A
   * console of Windows keeps its own charset.
   */
  private static void speakForPrograms() {
    Locale.setDefault(Locale.ROOT);
    if (File.separatorChar == '/') {
      System.setProperty("stdout.encoding", StandardCharsets.UTF_8.name());
    }
  }

  /** Tells why the start has failed, if it has, and gives the code that the process ends with. */
  private static int exitCode(int code, Throwable failure) {
    if (failure == null) {
      return code;
    }
    Optional<String> setting = StartCheck.settingBehind(failure);
    if (setting.isEmpty()) {
      Logger.getLogger(Main.class).error("The start failed", failure);
      return code;
    }
    tell(List.of(setting.get()));
    return EXIT_CONFIGURATION;
  }

  /** Not to the log: what it should look like follows from the settings that are wrong. */
  private static void tell(List<String> problems) {
    System.err.println("Auralis cannot start:");
    problems.forEach(problem -> System.err.println("  " + problem));
  }
}
