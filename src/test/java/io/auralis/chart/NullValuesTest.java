package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Null in place of any value drops the chart's default, and what is left can be installed. */
class NullValuesTest {

  /** Every switch is on and every list has an item, so that every key is in use. */
  private static final String EVERYTHING =
      """
      config: {AURALIS_MAX_CLIENTS: 50, AURALIS_SEED: 7, AURALIS_DEFAULT_INTENSITY: 0.25}
      secretConfig: {values: {AURALIS_CONTROL_TOKEN: secret, AURALIS_SEED: 8}, existingSecret: more}
      stations: {deep-sleep: {title: Deep sleep, seed: 9}}
      image: {tag: "1", pullSecrets: [registry]}
      gpu: {enabled: true, runtimeClassName: nvidia}
      service: {annotations: {a: b}}
      ingress: {enabled: true, className: nginx, host: a.example.org, tlsSecretName: tls}
      tls: {secretName: pods}
      autoscaling: {enabled: true, metric: listeners, minReplicas: 2}
      networkPolicy: {enabled: true, from: [{podSelector: {}}], egress: [{ports: [{port: 53}]}]}
      serviceMonitor: {enabled: true, labels: {release: p}}
      prometheusRule: {enabled: true, labels: {release: p}}
      grafanaDashboard: {enabled: true}
      serviceAccount: {name: player, annotations: {a: b}}
      javaOptions: -Xmx256m
      extraEnv: [{name: TZ, value: UTC}]
      extraVolumes: [{name: models, emptyDir: {}}]
      extraVolumeMounts: [{name: models, mountPath: /models}]
      podAnnotations: {a: b}
      podLabels: {a: b}
      priorityClassName: music
      nodeSelector: {a: b}
      tolerations: [{key: music, operator: Equal, value: "yes", effect: NoSchedule}]
      affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}
      """;

  /** The same with what the above leaves no room for: the CPU's metric, and no scaler. */
  private static final Map<String, String> BASES =
      Map.of(
          "defaults",
          "{}",
          "everything",
          EVERYTHING,
          "scaled by CPU",
          EVERYTHING.replace("metric: listeners", "metric: cpu").replace("tag: \"1\", ", ""),
          "not scaled",
          EVERYTHING.replace("autoscaling: {enabled: true", "autoscaling: {enabled: false"));

  @TestFactory
  Stream<DynamicTest> everyKeyOfTheDefaultsMayBeNull() throws IOException {
    List<ValuePath> paths = ValuePath.of(defaults());
    assertThat(paths)
        .hasSizeGreaterThan(90)
        .contains(new ValuePath(List.of("gpu", "tolerations", 0, "key")));
    return tests(paths);
  }

  @TestFactory
  Stream<DynamicTest> everyKeyThatAnOperatorAddsMayBeNull() {
    List<ValuePath> paths = ValuePath.of(RenderedChart.yaml(EVERYTHING));
    // An EnvVar, a volume and its mount are nothing without these.
    paths.removeIf(path -> path.last().equals("name") && path.steps().contains(0));
    paths.removeIf(path -> path.last().equals("mountPath"));
    return tests(paths);
  }

  private static Stream<DynamicTest> tests(List<ValuePath> paths) {
    return BASES.entrySet().stream()
        .flatMap(
            base ->
                paths.stream()
                    .map(
                        path ->
                            DynamicTest.dynamicTest(
                                base.getKey() + ": " + path,
                                () -> {
                                  Map<String, Object> values = RenderedChart.yaml(base.getValue());
                                  path.putNull(values, defaults());
                                  assertInstallable(values);
                                })));
  }

  @Test
  void allSectionsMayBeNullTogether() throws IOException {
    Map<String, Object> nothing = new LinkedHashMap<>();
    defaults().keySet().forEach(key -> nothing.put(key, null));

    RenderedChart chart = assertInstallable(nothing);

    assertThat(chart.objects())
        .extracting(HasMetadata::getKind)
        .containsExactlyInAnyOrder("ConfigMap", "Deployment", "Service");
    assertThat(chart.only(Deployment.class).getSpec().getReplicas()).isNull();
    assertThat(chart.pod().getServiceAccountName()).isEqualTo("default");
    assertThat(chart.container().getResources()).isNull();
  }

  @Test
  void allKeysOfASectionMayBeNullTogetherWhileItIsOn() throws IOException {
    for (Map.Entry<String, Object> section : defaults().entrySet()) {
      if (section.getValue() instanceof Map<?, ?> keys) {
        Map<String, Object> values = RenderedChart.yaml(EVERYTHING);
        Map<String, Object> nothing = new LinkedHashMap<>();
        keys.forEach((key, value) -> nothing.put((String) key, null));
        if (keys.containsKey("enabled")) {
          nothing.put("enabled", true);
        }
        values.put(section.getKey(), nothing);
        assertInstallable(values);
      }
    }
  }

  @Test
  void whatIsDroppedIsGone() {
    assertThat(render("resources: {limits: null}").container().getResources().getLimits())
        .isNullOrEmpty();
    assertThat(render("resources: {limits: null}").container().getResources().getRequests())
        .isNotEmpty();
    assertThat(
            render("resources: {requests: {cpu: null}}").container().getResources().getRequests())
        .containsOnlyKeys("memory");
    assertThat(render("gpu: {enabled: true, tolerations: null}").pod().getTolerations()).isEmpty();
    assertThat(render("replicaCount: null").only(Deployment.class).getSpec().getReplicas())
        .isNull();
    assertThat(render("podDisruptionBudget: null").find(PodDisruptionBudget.class)).isEmpty();
    assertThat(render("topologySpread: null").pod().getTopologySpreadConstraints()).isEmpty();
    assertThat(
            render("serviceMonitor: {enabled: true, interval: null}")
                .only(ServiceMonitor.class)
                .getSpec()
                .getEndpoints()
                .get(0)
                .getInterval())
        .isNull();
    Ingress everyName = render("ingress: {enabled: true, host: null}").only(Ingress.class);
    assertThat(everyName.getSpec().getRules().get(0).getHost()).isNull();
    assertThat(
            render(
                    """
                    ingress:
                      enabled: true
                      host: a.example.org
                      annotations: {nginx.ingress.kubernetes.io/affinity: null}
                    """)
                .only(Ingress.class)
                .getMetadata()
                .getAnnotations())
        .doesNotContainKey("nginx.ingress.kubernetes.io/affinity")
        .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off");
  }

  @Test
  void whatAnObjectNeedsStays() throws IOException {
    Map<String, Object> needed = needed();

    assertThat(needed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            defaults().entrySet().stream()
                .filter(
                    entry ->
                        entry.getValue() instanceof Map<?, ?> map && isSection(entry.getKey(), map))
                .map(Map.Entry::getKey)
                .toList());
    needed.forEach(
        (section, values) -> {
          for (Map.Entry<?, ?> value : ((Map<?, ?>) values).entrySet()) {
            assertThat(value.getValue())
                .as("%s.%s", section, value.getKey())
                .isEqualTo(section(section).get(value.getKey()));
          }
        });
    assertThat(render("shutdown: null").pod().getTerminationGracePeriodSeconds()).isEqualTo(38);
    assertThat(render("startup: null").container().getStartupProbe().getFailureThreshold())
        .isEqualTo(60);
  }

  /** A map that templates ask for its keys, not one that is written as it stands. */
  private static boolean isSection(String name, Map<?, ?> map) {
    return !map.isEmpty() || name.equals("config");
  }

  private static Map<?, ?> section(String name) {
    try {
      return (Map<?, ?>) defaults().get(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> needed() throws IOException {
    String helpers = Files.readString(RenderedChart.CHART.resolve("templates/_values.tpl"));
    String begin = "{{- define \"auralis.needed\" -}}";
    int from = helpers.indexOf(begin) + begin.length();
    return RenderedChart.yaml(helpers.substring(from, helpers.indexOf("{{- end -}}", from)));
  }

  private static Map<String, Object> defaults() throws IOException {
    return RenderedChart.yaml(Files.readString(RenderedChart.CHART.resolve("values.yaml")));
  }

  private static RenderedChart render(String values) {
    return assertInstallable(RenderedChart.yaml(values));
  }

  private static RenderedChart assertInstallable(Map<String, Object> values) {
    String manifests = RenderedChart.manifests(List.of(values));
    for (Object document : KubernetesModel.yaml().loadAll(manifests)) {
      if (document instanceof Map<?, ?> object) {
        assertNothingIsNull(object, String.valueOf(object.get("kind")));
      }
    }
    RenderedChart chart = new RenderedChart(KubernetesModel.read(manifests));
    assertThat(chart.container().getImage()).matches("[a-z][^:@]*[:@].+");
    assertThat(chart.container().getStartupProbe().getFailureThreshold()).isPositive();
    assertThat(chart.pod().getTerminationGracePeriodSeconds()).isPositive();
    assertThat(chart.only(Service.class).getSpec().getPorts())
        .extracting(ServicePort::getPort)
        .containsExactly(80);
    chart
        .find(Ingress.class)
        .ifPresent(
            it -> {
              HTTPIngressPath path = it.getSpec().getRules().get(0).getHttp().getPaths().get(0);
              assertThat(path.getPath()).isEqualTo("/");
              assertThat(path.getPathType()).isEqualTo("Prefix");
            });
    chart
        .find(HorizontalPodAutoscaler.class)
        .ifPresent(
            it -> {
              assertThat(it.getSpec().getMaxReplicas()).isPositive();
              assertThat(it.getSpec().getMetrics()).hasSize(1);
            });
    chart
        .find(PodDisruptionBudget.class)
        .ifPresent(it -> assertThat(it.getSpec().getMaxUnavailable()).isNotNull());
    return chart;
  }

  private static void assertNothingIsNull(Object value, String where) {
    assertThat(value).as(where).isNotNull();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> assertNothingIsNull(inner, where + "." + key));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> assertNothingIsNull(inner, where + "[]"));
    } else if (value instanceof String text) {
      assertThat(text).as(where).isNotEqualTo("null").doesNotContain("<nil>", "<no value>", "%!");
    }
  }
}
