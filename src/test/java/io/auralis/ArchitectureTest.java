package io.auralis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** The package arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "io.auralis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsPointDown =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("io.auralis")
          .layer("api")
          .definedBy("io.auralis.api")
          .layer("operations")
          .definedBy("io.auralis.operations")
          .layer("http")
          .definedBy("io.auralis.http")
          .layer("access")
          .definedBy("io.auralis.access")
          .layer("station")
          .definedBy("io.auralis.station")
          .layer("streaming")
          .definedBy("io.auralis.streaming")
          .layer("onnx")
          .definedBy("io.auralis.synthesis.onnx")
          .layer("synthesis")
          .definedBy("io.auralis.synthesis")
          .layer("sequencing")
          .definedBy("io.auralis.sequencing")
          .layer("score")
          .definedBy("io.auralis.score")
          .layer("preset")
          .definedBy("io.auralis.preset")
          .layer("composition")
          .definedBy("io.auralis.composition")
          .layer("audio")
          .definedBy("io.auralis.audio..")
          .layer("music")
          .definedBy("io.auralis.music")
          .layer("tls")
          .definedBy("io.auralis.tls")
          .layer("config")
          .definedBy("io.auralis.config")
          .layer("limits")
          .definedBy("io.auralis.limits")
          .whereLayer("main")
          .mayOnlyAccessLayers("operations", "config")
          .whereLayer("api")
          .mayOnlyAccessLayers(
              "station",
              "streaming",
              "score",
              "preset",
              "music",
              "audio",
              "http",
              "access",
              "limits",
              "config")
          .whereLayer("operations")
          .mayOnlyAccessLayers("station", "streaming", "synthesis", "tls", "limits", "config")
          .whereLayer("station")
          .mayOnlyAccessLayers(
              "streaming",
              "synthesis",
              "sequencing",
              "score",
              "composition",
              "audio",
              "music",
              "limits",
              "config")
          .whereLayer("streaming")
          .mayOnlyAccessLayers("audio", "limits")
          .whereLayer("onnx")
          .mayOnlyAccessLayers("synthesis", "sequencing", "audio", "config")
          .whereLayer("synthesis")
          .mayOnlyAccessLayers("sequencing", "audio")
          .whereLayer("sequencing")
          .mayOnlyAccessLayers("composition", "audio", "music")
          .whereLayer("score")
          .mayOnlyAccessLayers("composition", "music")
          .whereLayer("preset")
          .mayOnlyAccessLayers("music")
          .whereLayer("composition")
          .mayOnlyAccessLayers("music")
          .whereLayer("audio")
          .mayNotAccessAnyLayer()
          .whereLayer("http")
          .mayOnlyAccessLayers("access")
          .whereLayer("access")
          .mayNotAccessAnyLayer()
          .whereLayer("music")
          .mayNotAccessAnyLayer()
          .whereLayer("tls")
          .mayNotAccessAnyLayer()
          .whereLayer("limits")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayOnlyAccessLayers("music", "tls", "access");

  @ArchTest
  static final ArchRule noCycles =
      SlicesRuleDefinition.slices().matching("io.auralis.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.auralis.music",
              "io.auralis.audio..",
              "io.auralis.composition",
              "io.auralis.score",
              "io.auralis.preset",
              "io.auralis.sequencing",
              "io.auralis.streaming",
              "io.auralis.synthesis",
              "io.auralis.limits",
              "io.auralis.tls",
              "io.auralis.access")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.jboss..");

  @ArchTest
  static final ArchRule settingsAreReadWhereThingsAreWired =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Producer")
          .and()
          .resideOutsideOfPackages("io.auralis", "io.auralis.config")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.auralis.config");

  @ArchTest
  static final ArchRule onnxRuntimeHasOneUser =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.auralis.synthesis.onnx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule wallTimeExistsInStationAndOnTheWireOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.auralis.music",
              "io.auralis.audio..",
              "io.auralis.composition",
              "io.auralis.score",
              "io.auralis.preset",
              "io.auralis.sequencing",
              "io.auralis.streaming",
              "io.auralis.synthesis..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses classes) throws Exception {
    Path root = Path.of("src/main/java/io/auralis");
    try (Stream<Path> directories = Files.walk(root).filter(Files::isDirectory)) {
      Assertions.assertThat(directories.filter(directory -> !directory.equals(root)))
          .allMatch(directory -> Files.exists(directory.resolve("package-info.java")));
    }
  }
}
