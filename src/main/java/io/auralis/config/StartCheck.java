package io.auralis.config;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be known of the settings before the service starts: the files that they stand in,
 * their values, and whether the port can be opened. Immutable.
 *
 * @param problems what prevents the start, a line each
 * @param remarks what looks like a mistake but prevents nothing, a line each
 */
public record StartCheck(List<String> problems, List<String> remarks) {

  private static final Path CONFIG = Path.of("config");

  /** Looks at the sources of this process; opens the port for a moment. */
  public static StartCheck ofThisProcess() {
    DotEnvFile dotEnv = DotEnvFile.read(DotEnvSource.FILE);
    List<String> problems = new ArrayList<>(dotEnv.problems());
    problems.addAll(ConfigFiles.problems(CONFIG));
    if (!problems.isEmpty()) {
      return new StartCheck(problems, List.of());
    }
    SmallRyeConfig config;
    try {
      // Not ConfigProvider's: in a native image that one knows no environment yet.
      config = ConfigUtils.configBuilder().build();
    } catch (RuntimeException e) {
      return new StartCheck(List.of(reason(e)), List.of());
    }
    problems.addAll(SettingsCheck.problems(config));
    if (problems.isEmpty()) {
      listenProblem(config).ifPresent(problems::add);
    }
    Set<String> remarks = new LinkedHashSet<>(dotEnv.remarks());
    remarks.addAll(UnknownSettings.amongVariables(System.getenv(), "the environment"));
    remarks.addAll(UnknownSettings.amongVariables(dotEnv.variables(), ".env"));
    remarks.addAll(UnknownSettings.amongSources(config.getConfigSources()));
    String logFile = config.getValue(LogFile.SETTING, String.class);
    LogFile.problem(logFile)
        .ifPresent(
            problem ->
                remarks.add(
                    String.format(
                        Locale.ROOT,
                        "AURALIS_LOG_FILE=%s cannot be written: %s. The log goes to the console"
                            + " only",
                        logFile,
                        problem)));
    return new StartCheck(List.copyOf(problems), List.copyOf(remarks));
  }

  /**
   * What an operator has to mend if the start failed for this reason, as one line; nothing if it is
   * no setting.
   */
  public static Optional<String> settingBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidSettingException
          || cause instanceof ConfigurationException
          || cause instanceof ConfigValidationException) {
        return Optional.of(reason(cause));
      }
      if (cause instanceof QuarkusBindException bind) {
        return Optional.of(
            ListenAddress.problem(bind.getHost(), bind.getPort())
                .orElseGet(
                    () ->
                        String.format(
                            Locale.ROOT,
                            "AURALIS_PORT=%d was taken by another process for a moment; start"
                                + " again",
                            bind.getPort())));
      }
    }
    return Optional.empty();
  }

  /** Other settings of the server may stand above ours; then the server reports what is wrong. */
  private static Optional<String> listenProblem(SmallRyeConfig config) {
    String host = config.getValue("auralis.host", String.class);
    String port = config.getValue("auralis.port", String.class);
    String portOfServer =
        config.getValue("auralis.enable-ssl", String.class).equals("true")
            ? "quarkus.http.ssl-port"
            : "quarkus.http.port";
    boolean ours =
        host.equals(config.getConfigValue("quarkus.http.host").getValue())
            && port.equals(config.getConfigValue(portOfServer).getValue());
    return ours ? ListenAddress.problem(host, Integer.parseInt(port)) : Optional.empty();
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.replaceAll("\\s*\\R\\s*", "; ");
  }
}
