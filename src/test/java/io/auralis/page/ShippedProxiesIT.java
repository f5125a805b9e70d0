package io.auralis.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.chart.ShippedExample;
import io.auralis.packaged.Balancer;
import io.auralis.packaged.Nginx;
import io.auralis.tls.TestCertificate;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every proxy that ships, or that the manual shows, before a service in production. */
class ShippedProxiesIT {

  @TempDir Path directory;

  /**
   * As the compose file has it: nginx listens on one port, and Docker publishes another. The
   * service knows the proxy, or it does not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "192.0.2.0/32"})
  void thePageOfTheShippedNginxPlaysOnAnyPort(String trusted) throws Exception {
    try (Service service = production(trusted);
        Nginx nginx = Nginx.start(Nginx.example(), directory, service.page().getPort());
        Balancer published = new Balancer(nginx.uri())) {
      plays(nginx.uri().resolve("/").toURL());
      plays(published.uri().resolve("/").toURL());
    }
  }

  /** As the compose file publishes the service itself. */
  @Test
  void thePagePlaysOnAPublishedPortWithoutAProxy() throws Exception {
    try (Service service = production("127.0.0.1");
        Balancer published = new Balancer(service.page().toURI())) {
      plays(published.uri().resolve("/").toURL());
    }
  }

  /** As docs/operations.md shows it. */
  @Test
  void thePagePlaysBelowAPath() throws Exception {
    String below =
        Nginx.example()
            .replace(
                "location /ws/ {\n            proxy_pass http://auralis;",
                "location /radio/ws/ {\n            proxy_pass http://auralis/ws/;")
            .replace(
                "location / {\n            proxy_pass http://auralis;",
                "location /radio/ {\n            proxy_pass http://auralis/;");
    assertThat(below).contains("auralis/ws/;", "auralis/;");
    try (Service service = production("127.0.0.1");
        Nginx nginx = Nginx.start(below, directory, service.page().getPort())) {
      plays(nginx.uri().resolve("/radio/").toURL());
    }
  }

  /** The chart's examples with an ingress, as ingress-nginx reads them. */
  @ParameterizedTest
  @CsvSource({"production, /", "prefix, /radio/"})
  void thePageOfTheChartsIngressPlays(String name, String path) throws Exception {
    ShippedExample example = new ShippedExample(name);
    Map<String, String> settings = example.settings();
    // The controller is on this machine.
    settings.merge("AURALIS_TRUSTED_PROXIES", "127.0.0.1", (theirs, ours) -> theirs + "," + ours);
    TestCertificate certificate = TestCertificate.make(directory, "ingress");
    String configuration = example.ingressNginx(certificate.certificate(), certificate.key());
    try (Service service = Service.start(settings);
        Nginx nginx = Nginx.start(configuration, directory, service.page().getPort())) {
      plays(
          new URL("https://" + example.host() + path),
          "--host-resolver-rules=MAP "
              + (example.host() + ":443 127.0.0.1:")
              + nginx.uri().getPort(),
          "--ignore-certificate-errors");
    }
  }

  /** The chart's other examples; that for a GPU needs one. */
  @ParameterizedTest
  @ValueSource(strings = {"minimal", "listeners", "custom"})
  void thePagePlaysWithTheSettingsOfTheChart(String name) throws Exception {
    try (Service service = Service.start(new ShippedExample(name).settings())) {
      plays(service.page());
    }
  }

  private static Service production(String trusted) throws IOException {
    return Service.start(
        Map.of(
            "AURALIS_ENV", "production",
            "AURALIS_TRUSTED_PROXIES", trusted,
            "AURALIS_MAX_CLIENTS_PER_ADDRESS", "2"));
  }

  private static void plays(URL address, String... options) throws IOException {
    try (ListenerPage page = ListenerPage.open(address, options)) {
      page.playUntilAudible();
      assertThat(page.browser().consoleErrors()).as("errors in the console").isEmpty();
    }
  }
}
