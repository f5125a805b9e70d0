package io.auralis.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.auralis.chart.SettingsSchema;
import io.auralis.config.AuralisConfig;
import io.auralis.config.NotBuilt;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

  @Test
  void theTableOfSettingsIsUpToDate() throws IOException {
    String document = Files.readString(DocumentWriter.CONFIGURATION);

    assertThat(document)
        .describedAs("write it again: ./mvnw -Pdocs test-compile")
        .isEqualTo(DocumentWriter.configuration(document));
  }

  @Test
  void everySettingIsReadBySomebody() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.auralis");
    Set<String> called =
        classes.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(AuralisConfig.class))
            .map(call -> call.getTarget().getName())
            .collect(Collectors.toSet());
    String application = Files.readString(Path.of("src/main/resources/application.yaml"));
    String named = sourcesThatReadByName();

    assertThat(SettingsSchema.settings())
        .allSatisfy(
            setting ->
                assertThat(
                        called.contains(setting.getName())
                            || named.contains("\"auralis." + hyphens(setting) + "\"")
                            || application.contains("${auralis." + hyphens(setting))
                            || hasOneValue(setting))
                    .describedAs("%s is read", SettingsSchema.variable(setting))
                    .isTrue());
  }

  @Test
  void aTableIsExchangedAndTheRestStays() throws IOException {
    String source = Files.readString(DocumentWriter.SETTINGS);
    String document =
        "# Title\n\n| variable | default | allowed | meaning |\n|---|---|---|---|\n| old |\n\nEnd.\n";

    assertThat(SettingsTable.writtenInto(document, source))
        .startsWith("# Title\n\n| variable |")
        .contains("| `AURALIS_DEFAULT_BPM` | `70` | 40 to 200 | ")
        .contains("| `AURALIS_SAMPLE_RATE` | `44100` | 44100 | ")
        .contains("| `AURALIS_SEED` |  | whole number | ")
        .contains("| `AURALIS_ENABLE_EFFECTS` | `false` | true, false | ")
        .doesNotContain("old")
        .endsWith(" |\n\nEnd.\n");
    assertThatThrownBy(() -> SettingsTable.writtenInto("# Title\n", source))
        .hasMessageContaining("no table");
    assertThatThrownBy(
            () ->
                SettingsTable.writtenInto(
                    document, source.replaceFirst("/\\*\\* Port to listen on. \\*/", "")))
        .hasMessageContaining("Javadoc");
  }

  /** Who is not told the whole configuration; the check of the settings makes nothing of them. */
  private static String sourcesThatReadByName() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      StringBuilder text = new StringBuilder();
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        if (!source.endsWith("SettingsCheck.java")) {
          text.append(Files.readString(source));
        }
      }
      return text.toString();
    }
  }

  /** What allows one value only is read by the check of the settings. */
  private static boolean hasOneValue(Method setting) {
    if (setting.isAnnotationPresent(NotBuilt.class)) {
      return true;
    }
    Min min = setting.getAnnotation(Min.class);
    Max max = setting.getAnnotation(Max.class);
    return min != null && max != null && min.value() == max.value();
  }

  private static String hyphens(Method setting) {
    return setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
