package io.auralis;

import io.auralis.config.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service, unless a setting is wrong. */
@QuarkusMain
public final class Main {

  private static final int EXIT_CONFIGURATION = 2;

  private Main() {}

  /** Checks the settings, then runs until the process is asked to end. */
  public static void main(String[] args) {
    List<String> problems = SettingsCheck.problems(ConfigProvider.getConfig());
    if (!problems.isEmpty()) {
      // There is no logger yet: it is configured by the settings that are wrong.
      System.err.println("Auralis cannot start:");
      problems.forEach(problem -> System.err.println("  " + problem));
      System.exit(EXIT_CONFIGURATION);
    }
    Quarkus.run(args);
  }
}
