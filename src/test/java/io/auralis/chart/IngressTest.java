package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an ingress publishes the service, and whom the service then believes. */
class IngressTest {

  private static final String TRUSTED = "AURALIS_TRUSTED_PROXIES";

  @ParameterizedTest
  @CsvSource({"/,Prefix", "/radio,Prefix", "/radio/,Exact", "/radio/(.*),ImplementationSpecific"})
  void takesAPath(String path, String type) {
    RenderedChart chart =
        RenderedChart.of("production", Map.of("ingress.path", path, "ingress.pathType", type));

    assertThat(path(chart).getPath()).isEqualTo(path);
    assertThat(path(chart).getPathType()).isEqualTo(type);
    assertThat(path(chart).getBackend().getService().getPort().getName()).isEqualTo("http");
  }

  @Test
  void isTheRootUnlessValuesSayOtherwise() {
    assertThat(path(RenderedChart.of("production")).getPath()).isEqualTo("/");
    assertThat(path(RenderedChart.of("production")).getPathType()).isEqualTo("Prefix");
  }

  @ParameterizedTest
  @CsvSource({"ingress.path,radio", "ingress.pathType,Suffix"})
  void refusesAPathThatIsNone(String value, String nonsense) {
    assertThatThrownBy(() -> RenderedChart.of("production", Map.of(value, nonsense)))
        .hasMessageContaining(value.substring(value.indexOf('.') + 1));
  }

  @Test
  void anAnnotationOfTheValuesStandsAboveTheCharts() {
    String name = "nginx.ingress.kubernetes.io/proxy-read-timeout";
    RenderedChart chart =
        RenderedChart.of(
            "production", Map.of("ingress.annotations." + name.replace(".", "\\."), "7200s"));

    assertThat(chart.only(Ingress.class).getMetadata().getAnnotations())
        .containsEntry(name, "7200s");
  }

  @Test
  void theControllerIsBelievedWhereNothingElseOutsideReachesThePods() {
    Map<String, String> ingress =
        Map.of("ingress.enabled", "true", "ingress.host", "a.example.org");

    assertThat(settings(RenderedChart.of("minimal", ingress)).get(TRUSTED))
        .contains("10.0.0.0/8", "fd00::/8");
    assertThat(settings(RenderedChart.of("minimal"))).doesNotContainKey(TRUSTED);
    // Listeners who come past the ingress would be believed as well.
    assertThat(settings(RenderedChart.of("listeners", ingress))).doesNotContainKey(TRUSTED);
    assertThat(settings(RenderedChart.of("production"))).containsEntry(TRUSTED, "10.0.0.0/8");
  }

  private static Map<String, String> settings(RenderedChart chart) {
    return chart.objects().stream()
        .filter(ConfigMap.class::isInstance)
        .map(it -> ((ConfigMap) it).getData())
        .filter(data -> data.containsKey("AURALIS_PORT"))
        .findFirst()
        .orElseThrow();
  }

  private static HTTPIngressPath path(RenderedChart chart) {
    return chart.only(Ingress.class).getSpec().getRules().get(0).getHttp().getPaths().get(0);
  }
}
