package io.auralis.config;

import io.smallrye.config.EnvConfigSource;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * The {@code .env} file of the working directory, and those variables of the environment that the
 * JVM has read in the wrong charset.
 *
 * <p>Quarkus reads the file as Java properties, which keeps quotes and comments; this source stands
 * above that one and below the environment. What cannot be read is left out here: {@link
 * StartCheck} reports it.
 */
public final class DotEnvSource implements ConfigSourceProvider {

  /** The file, relative to the working directory. */
  static final Path FILE = Path.of(".env");

  /** Above Quarkus' own reading of the file (295), below the environment (300). */
  private static final int FILE_ORDINAL = 297;

  private static final int CORRECTIONS_ORDINAL = 301;

  @Override
  public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
    return List.of(
        new EnvConfigSource(ProcessEnvironment.corrections(), CORRECTIONS_ORDINAL),
        new EnvConfigSource(DotEnvFile.read(FILE).variables(), FILE_ORDINAL));
  }

  /** Whether a source is Quarkus' own reading of the file. */
  static boolean isQuarkusReadingOfIt(ConfigSource source) {
    return source instanceof EnvConfigSource && source.getName().endsWith("/.env]");
  }
}
