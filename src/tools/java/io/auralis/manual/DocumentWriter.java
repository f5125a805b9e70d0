package io.auralis.manual;

import io.auralis.chart.ChartWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the documents that follow from the code again. */
public final class DocumentWriter {

  static final Path CONFIGURATION = Path.of("docs/configuration.md");
  static final Path SETTINGS = Path.of("src/main/java/io/auralis/config/AuralisConfig.java");

  static final Path STATION_FIELDS = Path.of("src/main/java/io/auralis/config/StationFields.java");

  private DocumentWriter() {}

  /** Takes nothing; runs in the repository's root. */
  public static void main(String[] args) throws IOException {
    Files.writeString(CONFIGURATION, configuration(Files.readString(CONFIGURATION)));
    ChartWriter.write(Path.of("helm/auralis"));
    System.out.printf(Locale.ROOT, "Wrote %s and the chart's README and schema%n", CONFIGURATION);
  }

  /** The page of the configuration with its tables written again. */
  static String configuration(String document) throws IOException {
    return SettingsTable.stationsWrittenInto(
        SettingsTable.writtenInto(document, Files.readString(SETTINGS)),
        Files.readString(STATION_FIELDS));
  }
}
