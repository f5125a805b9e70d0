package io.auralis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Helm prints after an installation: where the music is. */
class NotesTest {

  @Test
  void withoutAnythingElseThePageIsForwarded() {
    String notes = notes("minimal", Map.of());

    assertThat(notes)
        .contains("kubectl --namespace audio port-forward service/music-auralis 8000:80")
        .contains("http://localhost:8000/")
        .doesNotContain("https");
  }

  @Test
  void anIngressIsNamedByItsHost() {
    assertThat(notes("production", Map.of()))
        .contains("https://music.example.org/")
        .contains("All pods play the same");
    assertThat(notes("production", Map.of("inStep", "false")))
        .contains("Each pod plays a stream of its own");
    assertThat(notes("production", Map.of("ingress.tlsSecretName", "")))
        .contains("http://music.example.org/");
  }

  @Test
  void aPathBelowTheNameIsSaid() {
    assertThat(notes("prefix", Map.of())).contains("https://www.example.org/radio/\n");
    assertThat(notes("production", Map.of("ingress.path", "/radio")))
        .contains("https://music.example.org/radio/\n");
    assertThat(notes("production", Map.of("ingress.host", "null"))).contains("https://ANY-NAME/\n");
  }

  @Test
  void nothingIsCalledNull() {
    for (String section :
        List.of("ingress", "service", "tls", "autoscaling", "replicaCount", "inStep")) {
      assertThat(notes("production", Map.of(section, "null")))
          .as(section)
          .doesNotContain("<nil>")
          .doesNotContain("null")
          .doesNotContain("<no value>");
    }
  }

  @Test
  void aLoadBalancerAndANodePortAreLookedUp() {
    assertThat(notes("listeners", Map.of()))
        .contains("get service music-auralis")
        .contains("http://EXTERNAL-IP:80/");
    assertThat(notes("custom", Map.of()))
        .contains("get service ambience")
        .contains("http://ANY-NODE:NODE-PORT/");
  }

  @Test
  void aCertificateOfThePodsIsSaid() {
    assertThat(notes("minimal", Map.of("tls.secretName", "pods-tls")))
        .contains("https://localhost:8000/")
        .contains("curl --insecure https://localhost:8000/q/health/ready")
        .doesNotContain("http://");
  }

  private static String notes(String values, Map<String, String> above) {
    InstallCommand command =
        new Helm(RenderedChart.CHART)
            .install()
            .clientOnly()
            .dryRun()
            .withName("music")
            .withNamespace("audio")
            .withKubeVersion(RenderedChart.KUBERNETES)
            .withValuesFile(RenderedChart.CHART.resolve("ci").resolve(values + "-values.yaml"));
    above.forEach(command::set);
    String output = command.call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }
}
