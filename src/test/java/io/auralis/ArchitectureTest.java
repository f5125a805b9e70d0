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
          .layer("wiring")
          .definedBy("io.auralis.wiring")
          .layer("lifecycle")
          .definedBy("io.auralis.lifecycle")
          .layer("operations")
          .definedBy("io.auralis.operations")
          .layer("rest")
          .definedBy("io.auralis.rest")
          .layer("websocket")
          .definedBy("io.auralis.websocket")
          .layer("http")
          .definedBy("io.auralis.http")
          .layer("wire")
          .definedBy("io.auralis.wire")
          .layer("stations")
          .definedBy("io.auralis.stations")
          .layer("station")
          .definedBy("io.auralis.station")
          .layer("ledger")
          .definedBy("io.auralis.ledger")
          .layer("delivery")
          .definedBy("io.auralis.delivery")
          .layer("onnx-synthesis")
          .definedBy("io.auralis.synthesis.onnx")
          .layer("synthesis")
          .definedBy("io.auralis.synthesis")
          .layer("onnx")
          .definedBy("io.auralis.onnx")
          .layer("sequencing")
          .definedBy("io.auralis.sequencing")
          .layer("score")
          .definedBy("io.auralis.score")
          .layer("preset")
          .definedBy("io.auralis.preset")
          .layer("composition")
          .definedBy("io.auralis.composition")
          .layer("config")
          .definedBy("io.auralis.config")
          .layer("audio")
          .definedBy("io.auralis.audio..")
          .layer("model")
          .definedBy("io.auralis.model")
          .layer("music")
          .definedBy("io.auralis.music")
          .layer("tls")
          .definedBy("io.auralis.tls")
          .layer("access")
          .definedBy("io.auralis.access")
          .layer("limits")
          .definedBy("io.auralis.limits")
          .whereLayer("main")
          .mayOnlyAccessLayers("lifecycle", "config")
          .whereLayer("wiring")
          .mayOnlyAccessLayers(
              "lifecycle",
              "operations",
              "rest",
              "websocket",
              "http",
              "wire",
              "access",
              "station",
              "ledger",
              "delivery",
              "onnx-synthesis",
              "synthesis",
              "onnx",
              "model",
              "sequencing",
              "composition",
              "score",
              "preset",
              "audio",
              "music",
              "tls",
              "limits",
              "config",
              "stations")
          .whereLayer("lifecycle")
          .mayOnlyAccessLayers("station", "delivery", "tls", "limits", "stations")
          .whereLayer("operations")
          .mayOnlyAccessLayers("station", "delivery", "synthesis", "limits", "stations")
          .whereLayer("rest")
          .mayOnlyAccessLayers(
              "http",
              "wire",
              "access",
              "station",
              "delivery",
              "score",
              "preset",
              "audio",
              "music",
              "stations")
          .whereLayer("websocket")
          .mayOnlyAccessLayers(
              "http",
              "wire",
              "access",
              "station",
              "delivery",
              "audio",
              "music",
              "limits",
              "stations")
          .whereLayer("http")
          .mayOnlyAccessLayers("wire", "access", "limits")
          .whereLayer("wire")
          .mayOnlyAccessLayers("access", "station", "delivery", "music", "stations", "preset")
          .whereLayer("stations")
          .mayOnlyAccessLayers(
              "access",
              "station",
              "ledger",
              "delivery",
              "synthesis",
              "sequencing",
              "composition",
              "audio",
              "music",
              "limits")
          .whereLayer("station")
          .mayOnlyAccessLayers(
              "ledger",
              "delivery",
              "synthesis",
              "sequencing",
              "score",
              "composition",
              "audio",
              "music",
              "limits")
          .whereLayer("ledger")
          .mayOnlyAccessLayers("sequencing", "composition", "music")
          .whereLayer("delivery")
          .mayOnlyAccessLayers("audio", "limits")
          .whereLayer("onnx-synthesis")
          .mayOnlyAccessLayers("onnx", "model", "synthesis", "sequencing", "audio")
          .whereLayer("synthesis")
          .mayOnlyAccessLayers("model", "sequencing", "audio")
          .whereLayer("onnx")
          .mayOnlyAccessLayers("model")
          .whereLayer("sequencing")
          .mayOnlyAccessLayers("composition", "audio", "music")
          .whereLayer("score")
          .mayOnlyAccessLayers("composition", "music")
          .whereLayer("preset")
          .mayOnlyAccessLayers("music")
          .whereLayer("composition")
          .mayOnlyAccessLayers("music")
          .whereLayer("config")
          .mayOnlyAccessLayers("access", "preset", "tls", "music")
          .whereLayer("audio")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayNotAccessAnyLayer()
          .whereLayer("music")
          .mayNotAccessAnyLayer()
          .whereLayer("tls")
          .mayNotAccessAnyLayer()
          .whereLayer("access")
          .mayOnlyAccessLayers("limits")
          .whereLayer("limits")
          .mayNotAccessAnyLayer();

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
              "io.auralis.ledger",
              "io.auralis.delivery",
              "io.auralis.synthesis",
              "io.auralis.limits",
              "io.auralis.tls",
              "io.auralis.model",
              "io.auralis.access")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.jboss..");

  @ArchTest
  static final ArchRule settingsAreReadWhereThingsAreWired =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.auralis", "io.auralis.config", "io.auralis.wiring")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.auralis.config");

  @ArchTest
  static final ArchRule onnxRuntimeHasOneUser =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.auralis.onnx")
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
              "io.auralis.ledger",
              "io.auralis.delivery",
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
