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

  private DocumentWriter() {}

  /** Takes nothing; runs in the repository's root. */
  public static void main(String[] args) throws IOException {
    Files.writeString(
        CONFIGURATION,
        SettingsTable.writtenInto(Files.readString(CONFIGURATION), Files.readString(SETTINGS)));
    ChartWriter.write(Path.of("helm/auralis"));
    System.out.printf(Locale.ROOT, "Wrote %s and the chart's README and schema%n", CONFIGURATION);
  }
}
