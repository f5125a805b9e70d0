package io.auralis.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the chart's README and the settings in its schema again. */
public final class ChartWriter {

  private ChartWriter() {}

  /** Writes both into the chart's directory. */
  public static void write(Path chart) throws IOException {
    Path readme = chart.resolve("README.md");
    Files.writeString(readme, ChartReadme.of(Files.readString(chart.resolve("values.yaml"))));
    Path schema = chart.resolve("values.schema.json");
    Files.writeString(schema, SettingsSchema.writtenInto(Files.readString(schema)));
  }
}
