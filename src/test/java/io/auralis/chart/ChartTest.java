package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart in the ways in which it is installed. */
class ChartTest {

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "gpu", "listeners", "custom", "prefix"})
  void lintsAndFitsTogether(String values, @TempDir Path directory) throws IOException {
    // When
    LintResult lint = new Helm(RenderedChart.copyWith(values, directory)).lint().strict().call();
    RenderedChart chart = RenderedChart.of(values);

    // Then
    assertThat(lint.isFailed()).describedAs(lint.getMessages().toString()).isFalse();
    Deployment deployment = chart.only(Deployment.class);
    Map<String, String> podLabels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
    Service service = chart.only(Service.class);
    assertThat(podLabels).containsAllEntriesOf(selector);
    assertThat(service.getSpec().getSelector()).isEqualTo(selector);
    assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
        .isEqualTo(chart.container().getPorts().get(0).getName());
    chart
        .find(PodDisruptionBudget.class)
        .ifPresent(
            it -> assertThat(it.getSpec().getSelector().getMatchLabels()).isEqualTo(selector));
    chart
        .find(NetworkPolicy.class)
        .ifPresent(
            it -> assertThat(it.getSpec().getPodSelector().getMatchLabels()).isEqualTo(selector));
    chart
        .find(HorizontalPodAutoscaler.class)
        .ifPresent(
            it -> {
              assertThat(it.getSpec().getScaleTargetRef().getName())
                  .isEqualTo(deployment.getMetadata().getName());
              assertThat(deployment.getSpec().getReplicas()).isNull();
            });
    chart
        .find(ServiceMonitor.class)
        .ifPresent(
            it -> {
              assertThat(service.getMetadata().getLabels())
                  .containsAllEntriesOf(it.getSpec().getSelector().getMatchLabels());
              assertThat(it.getSpec().getEndpoints().get(0).getPort())
                  .isEqualTo(service.getSpec().getPorts().get(0).getName());
            });
    assertThat(chart.objects())
        .extracting(it -> it.getKind() + "/" + it.getMetadata().getName())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "gpu", "listeners", "custom", "prefix"})
  void runsRestrictedAndReadsEverySettingFromWhatItMade(String values) {
    RenderedChart chart = RenderedChart.of(values);
    PodSpec pod = chart.pod();
    Container container = chart.container();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10_001);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getVolumeMounts())
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .extracting("mountPath")
        .containsExactly("/tmp");

    ConfigMap settings = settings(chart);
    assertThat(
            container.getEnvFrom().stream()
                .map(EnvFromSource::getConfigMapRef)
                .filter(Objects::nonNull)
                .map(ConfigMapEnvSource::getName))
        .containsExactly(settings.getMetadata().getName());
    assertThat(known())
        .containsAll(
            settings.getData().keySet().stream()
                .filter(variable -> !variable.startsWith("AURALIS_STATIONS_"))
                .toList());
    assertThat(settings.getData()).containsEntry("AURALIS_LOG_FILE", "/tmp/auralis.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "production", "gpu", "listeners", "custom", "prefix"})
  void probesAskWhatTheServiceAnswers(String values) {
    Container container = RenderedChart.of(values).container();

    assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
    assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
    assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
    assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(8000);
  }

  @Test
  void nothingButDefaultsIsAPodWithoutExtras() {
    RenderedChart chart = RenderedChart.of("minimal");

    assertThat(chart.objects())
        .extracting(HasMetadata::getKind)
        .containsExactlyInAnyOrder(
            "ConfigMap", "Deployment", "Service", "ServiceAccount", "PodDisruptionBudget");
    assertThat(chart.container().getImage()).isEqualTo("auralis:0.1.0-SNAPSHOT");
    assertThat(settings(chart).getData())
        .containsOnlyKeys(
            "AURALIS_HOST",
            "AURALIS_PORT",
            "AURALIS_LOG_FILE",
            "AURALIS_SEED",
            "AURALIS_STATION_EPOCH",
            "AURALIS_DRAIN_DELAY_SEC",
            "AURALIS_DRAIN_SPREAD_SEC");
    assertThat(chart.pod().getTerminationGracePeriodSeconds()).isEqualTo(38);
  }

  @Test
  void thePodIsGivenTheTimeThatItsEndTakes() {
    RenderedChart chart =
        RenderedChart.of(
            "minimal", Map.of("shutdown.delaySeconds", "20", "shutdown.spreadSeconds", "10"));

    assertThat(settings(chart).getData())
        .containsEntry("AURALIS_DRAIN_DELAY_SEC", "20")
        .containsEntry("AURALIS_DRAIN_SPREAD_SEC", "10");
    assertThat(chart.pod().getTerminationGracePeriodSeconds()).isEqualTo(60);
    // The process waits by itself: a sleep before its end would only add to that.
    assertThat(chart.container().getLifecycle()).isNull();
  }

  @Test
  void productionIsPublishedWatchedAndScaled() throws IOException {
    RenderedChart chart = RenderedChart.of("production");

    Ingress ingress = chart.only(Ingress.class);
    assertThat(ingress.getMetadata().getAnnotations())
        .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
        .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600")
        .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt");
    assertThat(ingress.getSpec().getTls().get(0).getHosts()).containsExactly("music.example.org");
    assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths().get(0).getBackend())
        .satisfies(
            backend ->
                assertThat(backend.getService().getName())
                    .isEqualTo(chart.only(Service.class).getMetadata().getName()));
    assertThat(chart.only(HorizontalPodAutoscaler.class).getSpec().getMetrics().get(0).getType())
        .isEqualTo("Resource");
    assertThat(chart.only(NetworkPolicy.class).getSpec().getIngress().get(0).getFrom()).hasSize(2);
    assertThat(chart.only(NetworkPolicy.class).getSpec().getEgress()).isEmpty();
    // The same alerts as everywhere else, also behind the chart's template language.
    ObjectMapper json = new ObjectMapper();
    Object alerts =
        KubernetesModel.yaml()
            .load(Files.readString(RenderedChart.CHART.resolve("files/alerts.yaml")));
    assertThat(json.<JsonNode>valueToTree(chart.only(PrometheusRule.class).getSpec()))
        .isEqualTo(json.<JsonNode>valueToTree(alerts));
    assertThat(settings(chart).getData())
        .containsEntry("AURALIS_MAX_CLIENTS", "100")
        .containsEntry("AURALIS_DEFAULT_INTENSITY", "0.7")
        .containsEntry("AURALIS_ENABLE_EFFECTS", "true")
        .containsEntry("AURALIS_SEED", "9007199254740993");
    assertThat(secrets(chart)).containsExactly("auralis-settings");
    ConfigMap dashboard =
        chart.objects().stream()
            .filter(ConfigMap.class::isInstance)
            .map(ConfigMap.class::cast)
            .filter(map -> map.getMetadata().getName().endsWith("-dashboard"))
            .findFirst()
            .orElseThrow();
    assertThat(dashboard.getData().get("auralis.json"))
        .isEqualToIgnoringNewLines(
            Files.readString(RenderedChart.CHART.resolve("files/dashboard.json")).stripTrailing());
  }

  @Test
  void aGpuIsAskedForToleratedAndRequired() {
    RenderedChart chart = RenderedChart.of("gpu");

    assertThat(chart.container().getImage()).isEqualTo("auralis:0.1.0-SNAPSHOT-cuda");
    assertThat(chart.container().getResources().getLimits().get("nvidia.com/gpu").getAmount())
        .isEqualTo("1");
    assertThat(chart.pod().getRuntimeClassName()).isEqualTo("nvidia");
    assertThat(chart.pod().getTolerations())
        .extracting(Toleration::getKey)
        .containsExactly("music", "nvidia.com/gpu");
    assertThat(settings(chart).getData())
        .containsEntry("AURALIS_DEVICE", "cuda")
        .containsEntry("AURALIS_DEVICE_REQUIRED", "true");
    // A second pod would wait for a GPU that the first one holds.
    assertThat(
            chart
                .only(Deployment.class)
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntVal())
        .isZero();
  }

  @Test
  void podsOfAReleasePlayInStepThroughEveryUpgrade() {
    Map<String, String> now = settings(RenderedChart.of("minimal")).getData();
    Map<String, String> later =
        settings(RenderedChart.of("minimal", Map.of("image.tag", "later", "replicaCount", "3")))
            .getData();

    assertThat(now.get("AURALIS_SEED")).matches("[0-9]+").isEqualTo(later.get("AURALIS_SEED"));
    assertThat(Instant.parse(now.get("AURALIS_STATION_EPOCH")))
        .isBefore(Instant.now())
        .isEqualTo(later.get("AURALIS_STATION_EPOCH"));
  }

  @Test
  void whoWantsAnotherSeedOrNoStepSaysSo() {
    assertThat(
            settings(
                    RenderedChart.of(
                        "minimal",
                        Map.of(
                            "config.AURALIS_SEED", "7",
                            "config.AURALIS_STATION_EPOCH", "2026-06-01T00:00:00Z")))
                .getData())
        .containsEntry("AURALIS_SEED", "7")
        .containsEntry("AURALIS_STATION_EPOCH", "2026-06-01T00:00:00Z");
    assertThat(settings(RenderedChart.of("minimal", Map.of("inStep", "false"))).getData())
        .doesNotContainKeys("AURALIS_SEED", "AURALIS_STATION_EPOCH");
  }

  @Test
  void withACertificateEverythingSpeaksHttps() {
    RenderedChart chart = RenderedChart.of("production", Map.of("tls.secretName", "pods-tls"));
    Container container = chart.container();

    assertThat(settings(chart).getData())
        .containsEntry("AURALIS_ENABLE_SSL", "true")
        .containsEntry("AURALIS_SSL_CERT_PATH", "/etc/auralis/tls/tls.crt")
        .containsEntry("AURALIS_SSL_KEY_PATH", "/etc/auralis/tls/tls.key");
    assertThat(container.getVolumeMounts())
        .filteredOn("mountPath", "/etc/auralis/tls")
        .singleElement()
        .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue());
    assertThat(chart.pod().getVolumes())
        .filteredOn("name", "tls")
        .singleElement()
        .satisfies(
            volume -> {
              assertThat(volume.getSecret().getSecretName()).isEqualTo("pods-tls");
              // r--r-----: the group is the pod's.
              assertThat(volume.getSecret().getDefaultMode()).isEqualTo(288);
            });
    assertThat(
            Stream.of(
                container.getStartupProbe(),
                container.getLivenessProbe(),
                container.getReadinessProbe()))
        .allMatch(probe -> probe.getHttpGet().getScheme().equals("HTTPS"));
    assertThat(chart.only(Service.class).getSpec().getPorts().get(0).getAppProtocol())
        .isEqualTo("https");
    assertThat(chart.only(Ingress.class).getMetadata().getAnnotations())
        .containsEntry("nginx.ingress.kubernetes.io/backend-protocol", "HTTPS");
    assertThat(chart.only(ServiceMonitor.class).getSpec().getEndpoints().get(0).getScheme())
        .hasToString("https");
  }

  @Test
  void withoutACertificateNothingDoes() {
    RenderedChart chart = RenderedChart.of("production");

    assertThat(settings(chart).getData()).doesNotContainKey("AURALIS_ENABLE_SSL");
    assertThat(chart.container().getLivenessProbe().getHttpGet().getScheme()).isEqualTo("HTTP");
    assertThat(chart.only(Ingress.class).getMetadata().getAnnotations())
        .doesNotContainKey("nginx.ingress.kubernetes.io/backend-protocol");
  }

  @Test
  void listenersScaleByTheirOwnMetric() {
    RenderedChart chart = RenderedChart.of("listeners");

    assertThat(chart.only(HorizontalPodAutoscaler.class).getSpec().getMetrics().get(0).getPods())
        .satisfies(
            pods -> {
              assertThat(pods.getMetric().getName()).isEqualTo("auralis_listeners");
              assertThat(pods.getMetric().getSelector()).as("all kinds of stations").isNull();
              assertThat(pods.getTarget().getAverageValue().getAmount()).isEqualTo("40");
            });
    assertThat(chart.only(Service.class).getSpec().getType()).isEqualTo("LoadBalancer");
  }

  @Test
  void whatIsTurnedTheOtherWayIsTurned() {
    RenderedChart chart = RenderedChart.of("custom");

    assertThat(chart.container().getImage())
        .isEqualTo("localhost:5000/auralis@sha256:" + "0123456789abcdef".repeat(4));
    assertThat(chart.only(Deployment.class).getMetadata().getName()).isEqualTo("ambience");
    assertThat(chart.pod().getServiceAccountName()).isEqualTo("shared");
    assertThat(chart.find(PodDisruptionBudget.class)).isEmpty();
    assertThat(chart.pod().getTopologySpreadConstraints()).isEmpty();
    assertThat(chart.only(Secret.class).getStringData())
        .containsEntry("AURALIS_SEED", "42")
        .containsEntry("AURALIS_CONTROL_TOKEN", "example");
    assertThat(secrets(chart)).containsExactly("ambience");
    assertThat(chart.container().getVolumeMounts())
        .extracting("mountPath")
        .containsExactly("/tmp", "/models");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicaCount                        | -1        | replicaCount
          replicas                            | 2         | replicas
          config.AURALIS_DEFAULT_BPM          | 300       | AURALIS_DEFAULT_BPM
          config.AURALIS_DEFAULT_KEY          | H minor   | AURALIS_DEFAULT_KEY
          config.AURALIS_PORT                 | 9000      | AURALIS_PORT
          config.AURALIS_BPM                  | 70        | AURALIS_BPM
          config.AURALIS_MAX_CLIENTS          | many      | AURALIS_MAX_CLIENTS
          config.AURALIS_CONTROL_TOKEN        | secret    | AURALIS_CONTROL_TOKEN
          secretConfig.values.AURALIS_DEVICE  | tpu       | AURALIS_DEVICE
          image.pullPolicy                    | Sometimes | pullPolicy
          image.repository                    | A B       | repository
          image.digest                        | abc       | digest
          service.port                        | 0         | port
          service.type                        | Magic     | type
          ingress.enabled                     | true      | host
          autoscaling.metric                  | mood      | metric
          autoscaling.minReplicas             | 9         | minReplicas
          autoscaling.targetListeners         | 50        | targetListeners
          gpu.count                           | 0         | count
          shutdown.delaySeconds               | 0         | delaySeconds
          shutdown.spreadSeconds              | 61        | spreadSeconds
          resources.requests.memory           | much      | memory
          serviceMonitor.interval             | often     | interval
          tls.secretName                      | A B       | secretName
          inStep                              | maybe     | inStep
          config.AURALIS_STATION_EPOCH        | tomorrow  | AURALIS_STATION_EPOCH
          tls.certificate                     | x         | certificate
          stations.Deep.seed                  | 1         | Deep
          stations.new.seed                   | 1         | new
          stations.a.titel                    | x         | titel
          stations.a.bpm                      | 39        | bpm
          stations.a.preset                   | none      | preset
          stations.a.control                  | closed    | control
          """)
  void nonsenseIsRefusedByName(String value, String nonsense, String named) {
    assertThatThrownBy(() -> RenderedChart.of("listeners", Map.of(value, nonsense)))
        .hasMessageContaining(named);
  }

  @Test
  void theReadmeAndTheSchemaAreUpToDate() throws IOException {
    String hint = "write it again: ./mvnw -Pdocs test-compile";
    String values = Files.readString(RenderedChart.CHART.resolve("values.yaml"));
    String schema = Files.readString(RenderedChart.CHART.resolve("values.schema.json"));

    assertThat(Files.readString(RenderedChart.CHART.resolve("README.md")))
        .describedAs(hint)
        .isEqualTo(ChartReadme.of(values));
    assertThat(schema).describedAs(hint).isEqualTo(SettingsSchema.writtenInto(schema));
  }

  @Test
  void theModelRefusesWhatKubernetesRefuses() {
    assertThatThrownBy(() -> KubernetesModel.read("apiVersion: v1\nkind: Service\nspecs: {}\n"))
        .hasMessageContaining("specs");
    assertThatThrownBy(
            () -> KubernetesModel.read("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: 1\n"))
        .hasMessageContaining("Integer");
    assertThatThrownBy(() -> KubernetesModel.read("apiVersion: v1\nkind: Servant\n"))
        .hasMessageContaining("Servant");
    assertThatThrownBy(() -> KubernetesModel.read("apiVersion: v1\nkind: Service\nkind: Secret\n"))
        .hasMessageContaining("duplicate key kind");
  }

  private static ConfigMap settings(RenderedChart chart) {
    return chart.objects().stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .filter(map -> map.getData().containsKey("AURALIS_PORT"))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> secrets(RenderedChart chart) {
    return chart.container().getEnvFrom().stream()
        .map(EnvFromSource::getSecretRef)
        .filter(Objects::nonNull)
        .map(SecretEnvSource::getName);
  }

  private static Set<String> known() {
    return SettingsSchema.settings().stream()
        .map(SettingsSchema::variable)
        .collect(Collectors.toSet());
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    return probe.getHttpGet().getPath();
  }
}
