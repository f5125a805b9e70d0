package io.auralis.chart;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An example of {@code ci/}, as far as the service and its listeners notice it. Immutable. */
public final class ShippedExample {

  private final RenderedChart chart;

  /** Renders an example, say {@code production}. */
  public ShippedExample(String name) {
    chart = RenderedChart.of(name);
  }

  /** What the pod gets from the chart's ConfigMap and Secret. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    chart.objects().stream()
        .filter(ConfigMap.class::isInstance)
        .map(object -> ((ConfigMap) object).getData())
        .filter(data -> data.containsKey("AURALIS_PORT"))
        .forEach(settings::putAll);
    chart.find(Secret.class).ifPresent(secret -> settings.putAll(secret.getStringData()));
    return settings;
  }

  /** The name under which the ingress publishes the service. */
  public String host() {
    return ingress().getSpec().getRules().get(0).getHost();
  }

  /** What ingress-nginx makes of the ingress. */
  public String ingressNginx(Path certificate, Path key) {
    return IngressNginx.configuration(ingress(), certificate, key);
  }

  private Ingress ingress() {
    return chart.only(Ingress.class);
  }
}
