package io.auralis;

import io.auralis.config.LogFile;
import io.auralis.config.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts the service, unless a setting is wrong. */
@QuarkusMain
public final class Main {

  private static final int EXIT_CONFIGURATION = 2;

  private Main() {}

  /** Checks the settings, then runs until the process is asked to end. */
  public static void main(String[] args) {
    // Libraries format what programs read, too: log lines, labels, headers.
    Locale.setDefault(Locale.ROOT);
    Config config = ConfigProvider.getConfig();
    List<String> problems = SettingsCheck.problems(config);
    if (!problems.isEmpty()) {
      // There is no logger yet: it is configured by the settings that are wrong.
      System.err.println("Auralis cannot start:");
      problems.forEach(problem -> System.err.println("  " + problem));
      System.exit(EXIT_CONFIGURATION);
    }
    String logFile = config.getValue(LogFile.SETTING, String.class);
    LogFile.problem(logFile)
        .ifPresent(
            problem ->
                Logger.getLogger(Main.class)
                    .warn(
                        String.format(
                            Locale.ROOT,
                            "AURALIS_LOG_FILE=%s cannot be written: %s. The log goes to the console"
                                + " only",
                            logFile,
                            problem)));
    Quarkus.run(args);
  }
}
