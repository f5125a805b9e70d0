package io.auralis;

import io.auralis.config.StartCheck;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts the service, unless a setting is wrong. */
@QuarkusMain
public final class Main {

  private static final int EXIT_CONFIGURATION = 2;

  private Main() {}

  /** Checks the settings, then runs until the process is asked to end. */
  public static void main(String[] args) {
    StartCheck check = StartCheck.ofThisProcess();
    if (!check.problems().isEmpty()) {
      tell(check.problems());
      System.exit(EXIT_CONFIGURATION);
    }
    check.remarks().forEach(Logger.getLogger(Main.class)::warn);
    Quarkus.run(
        null,
        // Not System.exit: while developing, the process goes on.
        (code, failure) ->
            ApplicationLifecycleManager.getDefaultExitCodeHandler()
                .accept(exitCode(code, failure), failure),
        args);
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
