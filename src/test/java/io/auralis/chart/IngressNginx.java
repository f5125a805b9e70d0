package io.auralis.chart;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The configuration of nginx that the controller ingress-nginx writes for an Ingress of the chart,
 * as far as a listener notices it. An annotation that is not known here is an error.
 */
final class IngressNginx {

  private static final String PREFIX = "nginx.ingress.kubernetes.io/";

  /** What changes nothing for one pod, or is said by the path already. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("affinity", "session-cookie-name", "session-cookie-path", "use-regex");

  private IngressNginx() {}

  /**
   * The configuration.
   *
   * @param ingress with TLS
   * @param certificate of the ingress, a PEM file
   * @param key of the certificate, a PEM file
   */
  static String configuration(Ingress ingress, Path certificate, Path key) {
    HTTPIngressPath path = ingress.getSpec().getRules().get(0).getHttp().getPaths().get(0);
    Map<String, String> annotations = new TreeMap<>(ingress.getMetadata().getAnnotations());
    annotations.keySet().removeIf(name -> !name.startsWith(PREFIX));
    List<String> lines = new ArrayList<>();
    String location = path.getPath();
    String target = annotations.remove(PREFIX + "rewrite-target");
    if (target != null) {
      lines.add("rewrite \"(?i)" + path.getPath() + "\" " + target + " break;");
      location = "~* \"^" + path.getPath() + "\"";
    }
    annotations.forEach((name, value) -> directive(name.substring(PREFIX.length()), value, lines));
    return String.join(
        "\n",
        "events {",
        "}",
        "http {",
        "  map $http_upgrade $connection_upgrade {",
        "    default upgrade;",
        "    '' '';",
        "  }",
        "  server {",
        // A test listens elsewhere: the controller takes the 443 below from here.
        "    listen 80 ssl;",
        "    ssl_certificate " + certificate + ";",
        "    ssl_certificate_key " + key + ";",
        "    server_name " + ingress.getSpec().getRules().get(0).getHost() + ";",
        "    location " + location + " {",
        "      proxy_http_version 1.1;",
        "      proxy_set_header Host $http_host;",
        "      proxy_set_header Upgrade $http_upgrade;",
        "      proxy_set_header Connection $connection_upgrade;",
        "      proxy_set_header X-Real-IP $remote_addr;",
        "      proxy_set_header X-Forwarded-For $remote_addr;",
        "      proxy_set_header X-Forwarded-Host $http_host;",
        "      proxy_set_header X-Forwarded-Port 443;",
        "      proxy_set_header X-Forwarded-Proto https;",
        "      proxy_set_header X-Forwarded-Scheme https;",
        "      proxy_set_header X-Scheme https;",
        "      proxy_set_header X-Original-Forwarded-For $http_x_forwarded_for;",
        "      " + String.join("\n      ", lines),
        "      proxy_pass http://auralis:8000;",
        "    }",
        "  }",
        "}",
        "");
  }

  private static void directive(String annotation, String value, List<String> lines) {
    switch (annotation) {
      case "proxy-read-timeout", "proxy-send-timeout" ->
          lines.add(annotation.replace('-', '_') + " " + value + "s;");
      case "proxy-buffering", "proxy-request-buffering" ->
          lines.add(annotation.replace('-', '_') + " " + value + ";");
      default -> {
        if (!WITHOUT_EFFECT.contains(annotation)) {
          throw new IllegalArgumentException("Not known: " + annotation);
        }
      }
    }
  }
}
