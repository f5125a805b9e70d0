package io.auralis.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Nothing that a native image has to be told is forgotten. */
class NativeImageTest {

  private static final Path METADATA =
      Path.of("src/main/resources/META-INF/native-image/io.auralis/auralis");

  /** What each class that maps JSON by hand makes of it, or makes it of. */
  private static final Map<String, List<String>> MAPPED_BY_HAND =
      Map.of(
          "io.auralis.synthesis.onnx.SynthesisModel",
          List.of("io.auralis.synthesis.onnx.GraphManifest"),
          "io.auralis.sequencing.PatchBook",
          List.of("io.auralis.sequencing.TonePatch", "io.auralis.sequencing.NoisePatch"),
          "io.auralis.rest.PresetResource",
          List.of("io.auralis.rest.PresetResource$Presets"));

  /** Settings are checked before Quarkus starts, and Vert.x asks for its transport itself. */
  private static final List<String> SERVICES =
      List.of(
          "META-INF/services/org.eclipse.microprofile.config.spi.ConfigSourceProvider",
          "META-INF/services/io.smallrye.config.ConfigSourceFactory",
          "META-INF/services/io.smallrye.config.ConfigSourceInterceptor",
          "META-INF/services/io.vertx.core.spi.transport.Transport");

  /** What a mapper needs to know a class for. */
  private static final Pattern MAPPING =
      Pattern.compile(
          "readValues?|readerFor.*|forType|treeToValue|convertValue|writeValue.*|writerFor");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.auralis");

  @Test
  void everyClassThatJacksonMapsByHandIsRegistered() throws Exception {
    Set<String> registered = registered();
    for (String mapper : mappers()) {
      if (mapper.equals("io.auralis.wire.Messages")) {
        assertThat(nested(mapper)).isNotEmpty().allMatch(registered::contains);
        continue;
      }
      assertThat(MAPPED_BY_HAND)
          .describedAs("%s maps JSON; say here what, and register it", mapper)
          .containsKey(mapper);
      for (String root : MAPPED_BY_HAND.get(mapper)) {
        assertThat(registered).containsAll(recordsWithin(root));
      }
    }
    assertThat(mappers()).containsAll(MAPPED_BY_HAND.keySet());
  }

  @Test
  void everyConstructorThatOnnxRuntimeCallsIsKnown() throws Exception {
    Set<String> known = new TreeSet<>();
    Set<String> constructors = new TreeSet<>();
    for (JsonNode entry : metadata().path("reflection")) {
      if (!entry.path("jniAccessible").asBoolean()) {
        continue;
      }
      String type = entry.path("type").asText();
      Class<?> loaded = Class.forName(type, false, getClass().getClassLoader());
      if (entry.path("allDeclaredConstructors").asBoolean()) {
        assertThat(loaded.getDeclaredConstructors()).describedAs(type).isNotEmpty();
        for (Constructor<?> constructor : loaded.getDeclaredConstructors()) {
          constructors.add(
              MethodType.methodType(void.class, constructor.getParameterTypes())
                  .toMethodDescriptorString());
        }
      }
      known.add(type);
    }

    // What JNI looks up stands as text in the library: classes, and signatures of methods.
    String library = jniLibrary();
    assertThat(found(library, "((?:ai/onnxruntime|java/[a-z]+)(?:/[A-Za-z$]+)+)"))
        .hasSizeGreaterThan(8)
        .allSatisfy(name -> assertThat(known).contains(name.replace('/', '.')));
    assertThat(found(library, "(\\([\\[A-Za-z/$;]*\\)[\\[A-Za-z/$;]+)"))
        .hasSizeGreaterThan(8)
        .allSatisfy(signature -> assertThat(constructors).contains(signature));
    assertThat(found(library, "(<[a-z]+>)")).containsExactly("<init>");
  }

  @Test
  void whatIsReflectedUponByNameExists() throws Exception {
    for (JsonNode entry : metadata().path("reflection")) {
      JsonNode proxied = entry.path("type").path("proxy");
      for (JsonNode each : proxied) {
        assertThat(loaded(each.asText())).isInterface();
      }
      if (!proxied.isMissingNode()) {
        continue;
      }
      Class<?> type = loaded(entry.path("type").asText());
      for (JsonNode field : entry.path("fields")) {
        assertThat(type.getDeclaredField(field.path("name").asText())).isNotNull();
      }
      for (JsonNode method : entry.path("methods")) {
        List<Class<?>> parameters = new ArrayList<>();
        for (JsonNode parameter : method.path("parameterTypes")) {
          parameters.add(loaded(parameter.asText()));
        }
        Class<?>[] signature = parameters.toArray(Class<?>[]::new);
        String name = method.path("name").asText();
        assertThat(
                name.equals("<init>")
                    ? type.getDeclaredConstructor(signature)
                    : type.getDeclaredMethod(name, signature))
            .isNotNull();
      }
    }
    // Micrometer asks this bean for the open files, by name.
    assertThat(new TreeSet<>(metadata().path("reflection").findValuesAsText("type")))
        .contains("com.sun.management.UnixOperatingSystemMXBean");
  }

  private static Class<?> loaded(String name) throws ClassNotFoundException {
    return switch (name) {
      case "long" -> long.class;
      case "int" -> int.class;
      default -> Class.forName(name, false, NativeImageTest.class.getClassLoader());
    };
  }

  @Test
  void resourcesThatAreReadAreInTheImage() throws Exception {
    List<String> globs =
        StreamSupport.stream(metadata().path("resources").spliterator(), false)
            .map(entry -> entry.path("glob").asText())
            .toList();

    assertThat(globs).contains("models/**", "presets.json").containsAll(SERVICES);
    assertThat(globs).hasSize(2 + SERVICES.size());
    assertThat(SERVICES).allMatch(name -> getClass().getResource("/" + name) != null);
    assertThat(getClass().getResource("/presets.json")).isNotNull();
    try (Stream<Path> files = Files.list(Path.of("models"))) {
      assertThat(files.map(file -> "/models/" + file.getFileName()))
          .isNotEmpty()
          .allMatch(name -> getClass().getResource(name) != null);
    }
    Set<String> readers =
        CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTarget().getName().startsWith("getResource"))
            .map(call -> call.getOriginOwner().getFullName().replaceAll("\\$\\d+$", ""))
            .collect(Collectors.toSet());
    assertThat(readers)
        .containsExactlyInAnyOrder(
            "io.auralis.preset.PresetBook",
            "io.auralis.model.ModelFiles",
            "io.auralis.onnx.OnnxLibraries");
  }

  @Test
  void whatBelongsToTheRunningProcessIsMadeThere() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(METADATA.resolve("native-image.properties"))) {
      properties.load(in);
    }
    Matcher atRunTime =
        Pattern.compile("--initialize-at-run-time=(\\S+)").matcher(properties.getProperty("Args"));
    assertThat(atRunTime.find()).isTrue();
    List<String> names = List.of(atRunTime.group(1).split(","));

    assertThat(names).contains("ai.onnxruntime");
    List<String> held =
        CLASSES.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(NativeImageTest::belongsToAProcess)
            .map(field -> field.getOwner().getFullName())
            .toList();
    assertThat(names).containsAll(held);
    for (String name : names) {
      assertThat(CLASSES.contain(name) || name.equals("ai.onnxruntime")).describedAs(name).isTrue();
    }
  }

  /** A native image has no provider of them: their lines would bypass format, level and file. */
  @Test
  void nothingLogsThroughTheSystemsOwnLoggers() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().getFullName().startsWith("java.lang.System.getL"))
                .map(call -> call.getOriginOwner().getFullName()))
        .isEmpty();
  }

  @Test
  void nothingNeedsTheDesktopOrReflectionThatNobodyToldOf() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith("java.awt") || name.startsWith("javax.sound")))
        .isEmpty();
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getFullName().equals("java.lang.Class"))
                .filter(
                    call ->
                        Set.of("forName", "getDeclaredMethods", "getMethods", "newInstance")
                            .contains(call.getTarget().getName()))
                .map(call -> call.getOriginOwner().getFullName()))
        .containsOnly(
            "io.auralis.config.Setting",
            "io.auralis.lifecycle.ProcessEnd",
            "io.auralis.lifecycle.Signals",
            "io.auralis.onnx.OnnxLibraries");
  }

  private static boolean belongsToAProcess(JavaField field) {
    String type = field.getRawType().getFullName();
    return type.startsWith("ai.onnxruntime.")
        || type.equals("java.lang.Thread")
        || type.startsWith("io.netty.buffer.")
        || type.startsWith("java.util.concurrent.Executor")
        || type.equals("java.security.SecureRandom")
        || type.equals("java.util.Random");
  }

  /** Classes that call a mapper with more than a tree. */
  private static Set<String> mappers() {
    return CLASSES.stream()
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(NativeImageTest::maps)
        .map(call -> call.getOriginOwner().getFullName())
        .map(
            name -> name.startsWith("io.auralis.wire.Messages") ? "io.auralis.wire.Messages" : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean maps(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    return (owner.isAssignableTo(ObjectMapper.class)
            || owner.isAssignableTo(ObjectReader.class)
            || owner.isAssignableTo(ObjectWriter.class))
        && MAPPING.matcher(call.getTarget().getName()).matches();
  }

  private static Set<String> nested(String outer) {
    return CLASSES.stream()
        .filter(type -> type.getFullName().startsWith(outer + "$") && type.isRecord())
        .map(JavaClass::getFullName)
        .collect(Collectors.toSet());
  }

  /** A record and all records that its components hold, inside lists too. */
  private static Set<String> recordsWithin(String root) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (CLASSES.contain(name) && found.add(name)) {
        for (JavaField field : CLASSES.get(name).getFields()) {
          if (!field.getModifiers().contains(JavaModifier.STATIC)) {
            JavaType type = field.getType();
            type.getAllInvolvedRawTypes().forEach(raw -> open.push(raw.getFullName()));
          }
        }
      }
    }
    return found;
  }

  private static Set<String> registered() {
    Set<String> names = new HashSet<>();
    for (JavaClass type : CLASSES) {
      if (type.isAnnotatedWith(RegisterForReflection.class)) {
        RegisterForReflection hint = type.getAnnotationOfType(RegisterForReflection.class);
        if (hint.targets().length == 0 && hint.classNames().length == 0) {
          names.add(type.getFullName());
        }
        Stream.of(hint.targets()).map(Class::getName).forEach(names::add);
        names.addAll(List.of(hint.classNames()));
      }
    }
    assertThat(names).isNotEmpty().allMatch(CLASSES::contain);
    return names;
  }

  private static JsonNode metadata() throws IOException {
    return new ObjectMapper().readTree(METADATA.resolve("reachability-metadata.json").toFile());
  }

  private static String jniLibrary() throws Exception {
    Path jar =
        Path.of(
            Class.forName(
                    "ai.onnxruntime.OrtSession", false, NativeImageTest.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in =
            file.getInputStream(
                file.getEntry("ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Texts of the library, each between two zeroes, that are as a whole like this. */
  private static Set<String> found(String library, String text) {
    Matcher match = Pattern.compile("\0" + text + "\0").matcher(library);
    Set<String> texts = new TreeSet<>();
    int from = 0;
    while (match.find(from)) {
      texts.add(match.group(1));
      from = match.end() - 1;
    }
    return texts;
  }
}
