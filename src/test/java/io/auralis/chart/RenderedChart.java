package io.auralis.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the chart makes of values, read strictly. */
record RenderedChart(List<HasMetadata> objects) {

  static final Path CHART = Path.of("helm/auralis").toAbsolutePath();

  /** The oldest that Chart.yaml allows. */
  static final String KUBERNETES = "1.30.0";

  /** Renders with a file of {@code ci/} and values that stand above it. */
  static RenderedChart of(String values, Map<String, String> above) {
    TemplateCommand command =
        new Helm(CHART)
            .template()
            .withName("music")
            .withNamespace("audio")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(CHART.resolve("ci").resolve(values + "-values.yaml"));
    above.forEach(command::set);
    return new RenderedChart(KubernetesModel.read(command.call()));
  }

  static RenderedChart of(String values) {
    return of(values, Map.of());
  }

  /** What Helm prints for the text of a values file. */
  static String manifests(String values) {
    return manifests(List.of(yaml(values)));
  }

  /** What Helm prints for values files, the later above the earlier; null stays null. */
  static String manifests(List<Map<String, Object>> valuesFiles) {
    TemplateCommand command =
        new Helm(CHART)
            .template()
            .withName("music")
            .withNamespace("audio")
            .withKubeVersion(KUBERNETES);
    List<Path> files = new ArrayList<>();
    try {
      for (Map<String, Object> values : valuesFiles) {
        Path file = Files.createTempFile("values-", ".yaml");
        files.add(file);
        command.withValuesFile(Files.writeString(file, KubernetesModel.yaml().dump(values)));
      }
      return command.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      files.forEach(file -> file.toFile().delete());
    }
  }

  /** A map in YAML. */
  static Map<String, Object> yaml(String text) {
    return KubernetesModel.yaml().load(text);
  }

  /** A copy of the chart with values of {@code ci/} as its own: Helm lints no others from here. */
  static Path copyWith(String values, Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve("auralis").resolve(CHART.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path copy = directory.resolve("auralis");
    Map<String, Object> merged = map(copy.resolve("values.yaml"));
    merge(merged, map(CHART.resolve("ci").resolve(values + "-values.yaml")));
    Files.writeString(copy.resolve("values.yaml"), KubernetesModel.yaml().dump(merged));
    return copy;
  }

  private static Map<String, Object> map(Path yaml) throws IOException {
    return yaml(Files.readString(yaml));
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, Object> into, Map<String, Object> from) {
    from.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> deeper && into.get(key) instanceof Map<?, ?> there) {
            merge((Map<String, Object>) there, (Map<String, Object>) deeper);
          } else {
            into.put(key, value);
          }
        });
  }

  <T extends HasMetadata> T only(Class<T> kind) {
    return find(kind).orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
  }

  <T extends HasMetadata> Optional<T> find(Class<T> kind) {
    List<T> found = objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (found.size() > 1) {
      throw new AssertionError(found.size() + " of " + kind.getSimpleName());
    }
    return found.stream().findFirst();
  }

  PodSpec pod() {
    return only(Deployment.class).getSpec().getTemplate().getSpec();
  }

  Container container() {
    return pod().getContainers().get(0);
  }
}
