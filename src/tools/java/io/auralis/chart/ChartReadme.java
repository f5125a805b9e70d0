package io.auralis.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chart's README: what to do, and a table of all values from the comments beside them. */
final class ChartReadme {

  private static final String COMMENT = "# -- ";
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):(?: (.*))?");

  private static final String HEAD =
      """
      # Auralis on Kubernetes

      Written from the comments in `values.yaml` by `./mvnw -Pdocs test-compile`; a test compares.

      ```sh
      docker build -f Dockerfile.jvm -t registry.example.org/auralis:0.1.0 . && docker push registry.example.org/auralis:0.1.0
      helm install auralis helm/auralis --set image.repository=registry.example.org/auralis --set image.tag=0.1.0
      ```

      The notes that Helm prints say how to listen. [docs/operations.md](../../docs/operations.md) says how much a pod needs,
      what each alert means, and how to upgrade. `ci/` holds examples of values, which the tests render.

      **`null`** in place of a value drops the chart's default, at any depth:

      - A switch is off, also where its whole section is null.
      - A map or a list is empty. An item or entry that is null is left out.
      - Where Kubernetes or Prometheus has a default of its own, that one holds. So `replicaCount: null` leaves the number
        of pods to a scaler of your own, and `resources.limits: null` sets no limit.
      - Where an object cannot do without the value, the chart's default stays, as for `service.port`.

      **Stations** are values, not entries of `config`. The station `deep-sleep` below plays beside `main`:

      ```yaml
      stations:
        deep-sleep: {title: Deep sleep, preset: sleep, effects: true}
      ```

      `control: token` needs `AURALIS_CONTROL_TOKEN` in `secretConfig`. Without it the pods do not start.

      **Numbers** in `config`, `stations` and `secretConfig.values` arrive with the digits that you wrote. A whole number above
      9007199254740991 needs quotes: YAML numbers are floating-point to Helm.

      **Behind an ingress** the controller says with `X-Forwarded-For` who is asking. With `ingress.enabled` and a Service of
      type ClusterIP the chart trusts the private networks (`AURALIS_TRUSTED_PROXIES`). Only the cluster reaches the pods
      then, and the controller is part of it. If listeners come from private addresses as well, name the controller's own
      network in `config`.

      ingress-nginx sets the header to the address that it sees. With its option `use-forwarded-headers` it believes
      clients instead: set its `proxy-real-ip-cidr` then. It sees the addresses of listeners only if its own Service keeps
      them (`externalTrafficPolicy: Local`, or the PROXY protocol). It passes on the `Host` of the page, which
      `AURALIS_ENV: production` compares.

      **Below a path** (`ingress.path`) the controller has to cut the path off, because the service answers at its root. All
      that the page asks for is relative to its own address, the WebSocket included. Open it with the slash behind the path.
      `ci/prefix-values.yaml` does it for ingress-nginx; Traefik has the middleware `stripPrefix`. Streams are then at
      `wss://HOST/PATH/ws/stream`, and the API is below `/PATH/api/v1`.

      **Scaling by listeners** (`autoscaling.metric: listeners`) needs prometheus-adapter, or another server of the custom metrics
      API, and a Prometheus that scrapes each pod. A pod has two series of `auralis_listeners`, `kind="shared"` and
      `kind="personal"`, and `autoscaling.targetListeners` means their sum. A rule that takes the mean, the maximum or one of them adds
      pods too late. [deploy/prometheus/adapter.yaml](../../deploy/prometheus/adapter.yaml) has the rule:

      ```sh
      helm upgrade --install prometheus-adapter prometheus-community/prometheus-adapter -f deploy/prometheus/adapter.yaml
      kubectl get --raw "/apis/custom.metrics.k8s.io/v1beta1/namespaces/default/pods/*/auralis_listeners"
      ```

      | value | default | meaning |
      |---|---|---|
      """;

  private ChartReadme() {}

  /**
   * The README for a file of values.
   *
   * @throws IllegalArgumentException if a value has no comment
   */
  static String of(String values) {
    StringBuilder readme = new StringBuilder(HEAD);
    for (Value value : values(values)) {
      readme.append(
          String.format(
              Locale.ROOT, "| `%s` | %s | %s |%n", value.path, value.shown(), value.meaning));
    }
    return readme.toString().replace("\r\n", "\n");
  }

  private record Value(String path, String text, String meaning) {

    String shown() {
      return text.isEmpty() ? "see `values.yaml`" : "`" + text + "`";
    }
  }

  private static List<Value> values(String yaml) {
    List<Value> values = new ArrayList<>();
    Deque<String> parents = new ArrayDeque<>();
    String meaning = null;
    // What lies deeper than a described value belongs to its default.
    int described = Integer.MAX_VALUE;
    for (String line : yaml.lines().toList()) {
      String stripped = line.strip();
      if (stripped.startsWith(COMMENT)) {
        meaning = stripped.substring(COMMENT.length());
        continue;
      }
      Matcher key = KEY.matcher(line);
      if (!key.matches() || key.group(1).length() > described) {
        continue;
      }
      int depth = key.group(1).length() / 2;
      while (parents.size() > depth) {
        parents.removeLast();
      }
      parents.addLast(key.group(2));
      String text = key.group(3) == null ? "" : key.group(3);
      String path = String.join(".", parents);
      described = Integer.MAX_VALUE;
      if (meaning != null) {
        values.add(new Value(path, text, meaning));
        described = key.group(1).length();
      } else if (!text.isEmpty()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "values.yaml: %s has no comment", path));
      }
      meaning = null;
    }
    return values;
  }
}
