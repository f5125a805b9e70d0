package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.tls.TestCertificate;
import io.auralis.websocket.TestClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS as an operator turns it on: with three variables, one of them in each place. */
class PackagedTlsIT {

  @TempDir Path directory;

  @Test
  void threeVariablesTurnTlsOn() throws Exception {
    // Given
    TestCertificate certificate = TestCertificate.make(directory, "packaged");
    int port = PackagedApplication.freePort();
    Files.writeString(
        directory.resolve(".env"), "AURALIS_SSL_CERT_PATH=" + certificate.certificate() + "\n");
    Files.createDirectory(directory.resolve("config"));
    Files.writeString(
        directory.resolve("config/application.yaml"),
        "auralis:\n  ssl-key-path: " + certificate.key() + "\n");
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(TestCertificate.trusting(certificate.certificate()))
            .build();
    Map<String, String> environment =
        Map.of(
            "AURALIS_ENABLE_SSL", "true",
            "AURALIS_HOST", "127.0.0.1",
            "AURALIS_PORT", String.valueOf(port));

    // When
    try (PackagedApplication application =
        PackagedApplication.launch(directory, environment, port)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> application.output().contains("Listening on: https://127.0.0.1:" + port));

      // Then
      try (TestClient listener =
          TestClient.connect(URI.create("https://127.0.0.1:" + port), "?format=pcm", http)) {
        assertThat(listener.awaitBinary(5)).allSatisfy(m -> assertThat(m).hasSize(24 + 17_640));
      }
      assertThat(application.output()).contains("Serves HTTPS only: CN=packaged");
    }
  }

  @Test
  void aFileThatIsNoCertificateStopsTheStart() throws Exception {
    // Given
    Path text = Files.writeString(directory.resolve("cert.pem"), "Hello");

    // When
    try (PackagedApplication application =
        PackagedApplication.launch(
            directory,
            Map.of(
                "AURALIS_ENABLE_SSL", "true",
                "AURALIS_SSL_CERT_PATH", text.toString(),
                "AURALIS_SSL_KEY_PATH", text.toString()),
            0)) {

      // Then
      assertThat(application.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
      assertThat(application.output())
          .startsWith("Auralis cannot start:")
          .contains("AURALIS_SSL_CERT_PATH=" + text + " is not allowed: it must be a readable file")
          .contains("No certificate is in it")
          .doesNotContain("Exception");
    }
  }
}
